using System.Text.RegularExpressions;
using PaxosConformance.Cli;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Adapters.Tests;

/// <summary>Each line of a template that cites a rule of durability is there for a reason: without it, a crash or a loss of power finds out.</summary>
public partial class PersistenceTests
{
    private static readonly string[] Killers = ["SC-CRA-01", "SC-CRA-02", "SC-CRA-03", "SC-PWR-01", "SC-PWR-02", "SC-PWR-05"];

    public static IEnumerable<TestCaseData> Lines =>
        from template in Template.All
        from file in template.Files
        let lines = file.Text.Split('\n')
        from number in Enumerable.Range(0, lines.Length)
        where Durability().IsMatch(lines[number])
        select new TestCaseData(template.Language, file.Path, number).SetName($"{template.Language}, without line {number + 1} of {file.Path}: {lines[number].Trim()}");

    [TestCaseSource(nameof(Lines))]
    public async Task Without_the_line_a_crash_or_a_loss_of_power_fails(string language, string path, int number)
    {
        await using var workshop = Workshop.Open(language, (file, text) => file == path ? Without(number, text) : text);
        List<string> told = [];
        var powerless = "";
        foreach (var scenario in Scenario.All.Where(scenario => Killers.Contains(scenario.Id)))
        {
            var result = await workshop.Suite.Play(scenario, TestContext.CurrentContext.CancellationToken);
            if (result.Verdict == Verdict.NotApplicable) powerless = result.Message!;
            if (result.Verdict == Verdict.Fail) Assert.Pass($"{scenario.Id}: {result.Message}");
            told.Add($"{scenario.Id} {result.Verdict}");
        }

        if (powerless.Length > 0) Assert.Ignore(powerless);
        Assert.Fail($"nothing found out: {string.Join(", ", told)}");
    }

    [Test]
    public void Every_template_has_such_lines([ValueSource(typeof(TemplateTests), nameof(TemplateTests.Languages))] string language) =>
        Assert.That(Lines.Count(line => line.Arguments[0] as string == language), Is.GreaterThan(7));

    private static string Without(int number, string text)
    {
        var lines = text.Split('\n').ToList();
        lines.RemoveAt(number);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^\s*(?!//|#|\*|/\*)\S.*\s(//|#) .*P-DUR-\d\d")]
    private static partial Regex Durability();
}
