using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class MarkdownReportTests
{
    private static readonly MarkdownReport Writer = new();

    [Test]
    public void It_says_in_the_first_line_how_it_stands()
    {
        Assert.That(Written(Writer, Mixed), Does.StartWith("# Paxos conformance: failed\n"));
        Assert.That(Written(Writer, Report(Of("SC-PRE-03", Scenarios.Verdict.Pass))), Does.StartWith("# Paxos conformance: conformant\n"));
        Assert.That(Written(Writer, Report(Of("SC-PRE-03", Scenarios.Verdict.Inconclusive, "mute"))), Does.StartWith("# Paxos conformance: not judged in full\n"));
    }

    [Test]
    public void Its_counts_are_those_of_the_run()
    {
        Assert.That(Written(Writer, Mixed), Does.Contain(Mixed.Summary).And.Contain(
            "| scenarios | PASS | FAIL | KNOWN | FIXED | INCONCLUSIVE | NOT APPLICABLE | not played |\n|---|--:|--:|--:|--:|--:|--:|--:|\n| 7 | 1 | 2 | 1 | 1 | 1 | 1 | 2 |\n"));
        Assert.That(Mixed.Summary, Is.EqualTo("7 scenarios: 1 passed, 2 failed, 1 inconclusive, 1 not applicable, 1 known, 1 fixed; 2 not played: the time was up"));
    }

    [Test]
    public void What_the_subject_says_stays_in_its_fence()
    {
        var evil = Insulting with { Violations = [Insulting.Violations[0] with { Actual = "x\n````\n# owned\n<img src=x onerror=alert(1)>" }] };
        var page = Written(Writer, Report(evil)).Split('\n');
        var (begin, end) = (Array.FindIndex(page, line => line.EndsWith("```text", StringComparison.Ordinal)), Array.FindIndex(page, line => line.TrimStart('`').Length == 0 && line.Length >= 3));
        Assert.That(page[begin].TrimEnd("text".ToCharArray()), Is.EqualTo(page[end]));
        Assert.That(page[begin].Length - "text".Length, Is.GreaterThan(4), "the fence is no longer than what it keeps in");
        Assert.That(page.Index().Where(line => line.Item.Contains("onerror", StringComparison.Ordinal)).Select(line => line.Index), Is.Not.Empty.And.All.InRange(begin, end));
    }

    [Test]
    public void What_stands_in_a_line_stays_in_its_line()
    {
        var evil = Of("SC-ACC-04", Scenarios.Verdict.Inconclusive, "`` <b> ```\n\n# owned");
        Assert.That(Written(Writer, Report(evil)), Does.Contain(": ```` `` <b> ``` ````\n").And.Not.Contain("\n# owned"));
    }

    [Test]
    public void Of_very_many_failures_the_first_are_told_whole()
    {
        var failures = Scenarios.Scenario.All.Take(40).Select(scenario => Broken(scenario.Id, "P-ACC-01") with { Message = new string('x', 100) }).ToArray();
        var page = Written(Writer, Report(failures));
        Assert.That(page.Split("<details>"), Has.Length.EqualTo(21));
        foreach (var failure in failures) Assert.That(page, Does.Contain(failure.Scenario.Id));
    }
}
