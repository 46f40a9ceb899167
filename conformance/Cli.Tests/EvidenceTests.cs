using PaxosConformance.Hosts;

namespace PaxosConformance.Cli.Tests;

/// <summary>What is kept of a failure: it is judged again, and played again.</summary>
public class EvidenceTests : CommandTest
{
    private static readonly SubjectCommand Sound = new(Terminal.TestSubject, ["acceptor"]);
    private static readonly SubjectCommand Mistaken = new(Terminal.TestSubject, ["promises-below"]);

    private string Folder => Terminal.File("evidence");

    private string Bundle => Path.Combine(Folder, "SC-PRE-02");

    [Test]
    public async Task A_failure_leaves_a_bundle_and_a_pass_leaves_none()
    {
        var run = await Keep();
        Assert.That(Directory.EnumerateDirectories(Folder).Select(Path.GetFileName), Is.EqualTo((string[])["SC-PRE-02"]));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Bundle, "nodes/n1/stderr.txt")), Is.EqualTo("this is the test subject 'promises-below'"));
        Assert.That(run.Out, Does.Contain($"    paxos-conformance replay {Bundle}\n"));
    }

    [Test]
    public async Task The_data_of_a_node_are_kept()
    {
        var writer = new SubjectCommand("sh", ["-c", $"echo kept > \"$1/log\"; mkfifo \"$1/pipe\"; exec '{Terminal.TestSubject}' promises-below", "sh", SubjectCommand.DataDirectory]);
        await Terminal.Run(writer, "run", "--only", "SC-PRE-02", "--evidence", Folder);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Bundle, "nodes/n1/data/log")), Is.EqualTo("kept\n"));
    }

    [Test]
    public async Task The_oracle_of_today_judges_an_old_trace()
    {
        await Keep();
        var recheck = await Terminal.Run("recheck", Bundle);
        Assert.That(recheck.ExitCode, Is.EqualTo(1), recheck.Out + recheck.Error);
        Assert.That(recheck.Out, Does.Contain("  still  P-ACC-01: "));
    }

    [Test]
    public async Task A_trace_in_which_the_oracle_finds_nothing_is_left_open()
    {
        await Keep();
        var trace = Path.Combine(Bundle, "trace.jsonl");
        var innocent = (await File.ReadAllLinesAsync(trace)).TakeWhile(line => !line.Contains("\"n\":3", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(trace, innocent);
        var recheck = await Terminal.Run("recheck", Bundle);
        Assert.That(recheck.ExitCode, Is.EqualTo(2), recheck.Out + recheck.Error);
        Assert.That(recheck.Out, Does.Contain("  open   P-ACC-01: "));
    }

    [Test]
    public async Task A_replay_counts_how_often_the_violation_comes_back()
    {
        await Keep();
        var replay = await Terminal.Run("replay", Bundle, "--repeat", "3");
        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Out + replay.Error);
        Assert.That(replay.Out, Does.Contain("  3. the same violation, P-ACC-01").And.EndWith("The violation came back in 3 of 3 plays.\n"));
    }

    [Test]
    public async Task A_replay_against_a_node_that_was_mended_finds_nothing()
    {
        await Keep();
        var replay = await Terminal.Run(Sound, "replay", Bundle, "--repeat", "2");
        Assert.That(replay.ExitCode, Is.EqualTo(0), replay.Out + replay.Error);
        Assert.That(replay.Out, Does.EndWith("The violation came back in 0 of 2 plays.\n"));
    }

    [Test]
    public async Task Another_violation_is_told_from_the_one_that_is_sought()
    {
        await Keep();
        var result = Path.Combine(Bundle, "result.json");
        await File.WriteAllTextAsync(result, (await File.ReadAllTextAsync(result)).Replace("\"actual\": \"promise 3.n3 reporting nothing\"", "\"actual\": \"something else\"", StringComparison.Ordinal));
        var replay = await Terminal.Run("replay", Bundle, "--repeat", "2");
        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Out + replay.Error);
        Assert.That(replay.Out, Does.EndWith("The violation came back in 0 of 2 plays, another in 2.\n"));
    }

    [Test]
    public async Task Reports_are_written_of_bundles_too()
    {
        await Keep();
        var report = await Terminal.Run("report", Bundle, "--report", "markdown=-");
        Assert.That(report.ExitCode, Is.EqualTo(0), report.Error);
        Assert.That(report.Out, Does.StartWith("# Paxos conformance: failed\n").And.Contain("<b>SC-PRE-02</b>"));
    }

    [TestCase("recheck")]
    [TestCase("replay")]
    [TestCase("report --report junit=-")]
    [TestCase("merge")]
    public async Task What_is_no_bundle_is_named(string command)
    {
        Directory.CreateDirectory(Folder);
        var words = command.Split(' ');
        var run = await Terminal.Run([words[0], Folder, .. words[1..]]);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
        Assert.That(run.Error, Does.Contain(Folder).And.Contain("no evidence bundle"));
    }

    [Test]
    public async Task A_report_of_nothing_in_particular_asks_which()
    {
        await Keep();
        var run = await Terminal.Run("report", Bundle);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain("--report KIND=FILE"));
    }

    private async Task<Finished> Keep()
    {
        var run = await Terminal.Run(Mistaken, "run", "--only", "SC-PRE-02", "--only", "SC-PRE-03", "--evidence", Folder);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out + run.Error);
        return run;
    }
}
