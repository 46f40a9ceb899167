using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class GithubReportTests
{
    private static readonly GithubReport Writer = new();

    [Test]
    public void Every_line_is_one_command_and_the_gravest_come_first() => Assert.That(
        Written(Writer, Mixed).TrimEnd('\n').Split('\n').Select(line => string.Join(' ', line.Split("::")[1].Split(' ').Take(3))),
        Is.EqualTo((string[])["error title=FAIL SC-PRE-02%3A", "error title=FAIL SC-ACC-03%3A", "error title=FIXED SC-PRE-05%3A", "warning title=INCONCLUSIVE SC-ACC-04%3A", "notice title=KNOWN SC-PRE-06%3A", "notice title=Paxos conformance"]));

    [Test]
    public void What_the_subject_says_begins_no_command_of_its_own()
    {
        var said = Written(Writer, Report(Insulting));
        Assert.That(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2).And.All.StartsWith("::"));
        Assert.That(said, Does.Contain("owned%250A").And.Not.Contain("\r").And.Not.Contain("\u001b"));
    }

    [Test]
    public void The_last_line_sums_up() => Assert.That(Written(Writer, Mixed), Does.EndWith($"::notice title=Paxos conformance::{Mixed.Summary}\n"));
}
