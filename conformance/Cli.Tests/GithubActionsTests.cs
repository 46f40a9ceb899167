using PaxosConformance.Hosts;

namespace PaxosConformance.Cli.Tests;

public class GithubActionsTests : CommandTest
{
    private static readonly SubjectCommand Mistaken = new(Terminal.TestSubject, ["promises-below"]);

    [SetUp]
    public void BeThere() => Terminal.Environment["GITHUB_ACTIONS"] = "true";

    [Test]
    public async Task Annotations_come_without_being_asked_for()
    {
        var run = await Terminal.Run(Mistaken, "run", "--only", "SC-PRE-02");
        Assert.That(run.Out, Does.Contain("\n::error title=FAIL SC-PRE-02%3A "));
    }

    [Test]
    public async Task They_come_once_where_they_are_asked_for()
    {
        var run = await Terminal.Run(Mistaken, "run", "--only", "SC-PRE-02", "--report", $"github={Terminal.File("annotations")}");
        Assert.That(run.Out, Does.Not.Contain("::error"));
        Assert.That(await File.ReadAllTextAsync(Terminal.File("annotations")), Does.StartWith("::error"));
    }

    /// <summary>What a subject writes to stderr is quoted in the log, where lines may be commands.</summary>
    [Test]
    public async Task No_line_is_obeyed_while_a_subject_may_speak()
    {
        var run = await Terminal.Run(new SubjectCommand(Terminal.TestSubject, ["hostile"]), "run", "--only", "SC-PRE-01", "--verbose");
        var lines = run.Out.Split('\n');
        var token = lines[0].Split("::stop-commands::")[1];
        var end = Array.IndexOf(lines, $"::{token}::");
        var quoted = Array.FindIndex(lines, line => line.TrimStart().StartsWith("::error::owned", StringComparison.Ordinal));
        Assert.That(quoted, Is.InRange(1, end - 1), run.Out);
        Assert.That(lines[(end + 1)..].Where(line => line.Length > 0), Is.Not.Empty.And.All.StartsWith("::").And.None.StartsWith("::error::owned"));
        Assert.That(run.Out.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
    }
}
