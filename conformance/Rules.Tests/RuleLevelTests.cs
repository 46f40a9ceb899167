using System.Text.Json;

namespace PaxosConformance.Rules.Tests;

public class RuleLevelTests
{
    [TestCase(RuleLevel.Must, ExpectedResult = "MUST")]
    [TestCase(RuleLevel.MustNot, ExpectedResult = "MUST NOT")]
    [TestCase(RuleLevel.ShouldNot, ExpectedResult = "SHOULD NOT")]
    [TestCase(RuleLevel.Assumption, ExpectedResult = "ASSUMPTION")]
    public string A_level_reads_as_in_specifications(RuleLevel level) => level.ToText();

    [Test]
    public void The_ledger_writes_levels_and_classes_as_reports_do() => Assert.Multiple(() =>
    {
        foreach (var level in Enum.GetValues<RuleLevel>())
            Assert.That(JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(level)), Is.EqualTo(level.ToText()));
        foreach (var value in Enum.GetValues<RuleClass>())
            Assert.That(JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(value)), Is.EqualTo(value.ToText()));
    });
}
