using System.Text.Json.Nodes;
using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class BadgeReportTests
{
    [Test]
    public void It_has_the_fields_that_shields_reads()
    {
        var badge = Badge(Report(Of("SC-PRE-01", Verdict.Pass), Of("SC-PRE-03", Verdict.Pass), Of("SC-ACC-02", Verdict.NotApplicable)));
        Assert.That((int)badge["schemaVersion"]!, Is.EqualTo(1));
        Assert.That(((string?)badge["label"], (string?)badge["message"], (string?)badge["color"]), Is.EqualTo(("Paxos conformance", "2 of 2 passed", "brightgreen")));
    }

    [Test]
    public void What_failed_or_was_not_judged_is_said()
    {
        var badge = Badge(Mixed);
        Assert.That(((string?)badge["message"], (string?)badge["color"]), Is.EqualTo(("1 of 8 passed, 3 failed, 1 known, 3 not judged", "red")));
    }

    [TestCase(Verdict.Known, "green")]
    [TestCase(Verdict.Inconclusive, "yellow")]
    [TestCase(Verdict.Fail, "red")]
    [TestCase(Verdict.Fixed, "red")]
    public void Its_colour_is_that_of_the_gate(Verdict verdict, string color) =>
        Assert.That((string?)Badge(Report(Of("SC-PRE-01", Verdict.Pass), Of("SC-PRE-02", verdict)))["color"], Is.EqualTo(color));

    private static JsonNode Badge(RunReport report) => JsonNode.Parse(Written(new BadgeReport(), report))!;
}
