namespace PaxosConformance.Cli.Tests;

public class SnapshotOptionTests : CommandTest
{
    private string Traces => Terminal.File("traces");

    [Test]
    public async Task A_trace_that_was_accepted_is_held_to_and_a_change_is_shown()
    {
        var run = await Run("--accept");
        Assert.That(run.Out, Does.Contain($"1 of 1 traces accepted in {Traces}"), run.Error);
        run = await Run();
        Assert.That(run.ExitCode, Is.Zero, run.Out);

        var trace = Path.Combine(Traces, "SC-PRE-01.verified.txt");
        await File.WriteAllTextAsync(trace, (await File.ReadAllTextAsync(trace)).Replace("promise", "nack", StringComparison.Ordinal));
        run = await Run();
        Assert.That(run.Out, Does.Contain("CHANGED SC-PRE-01").And.Contain("\n  - ").And.Contain("\n  + ").And.Contain("run again with --accept"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(Traces, "SC-PRE-01.received.txt")));
        run = await Run("--accept");
        Assert.That((await Run()).ExitCode, Is.Zero, run.Out);
    }

    [Test]
    public async Task A_scenario_that_does_not_pass_gets_no_snapshot()
    {
        var subject = Subjects.Script($"exec '{Terminal.TestSubject}' says-yes");
        var run = await Terminal.Run(subject, "run", "--only", "SC-PRE-02", "--snapshots", Traces, "--accept");
        Assert.That(run.Out, Does.Contain($"0 of 1 traces accepted in {Traces}"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
    }

    [TestCase("--accept needs --snapshots", "--accept")]
    [TestCase("no trace has been accepted there yet: run once with --accept", "--snapshots", "/no/such/directory")]
    public async Task What_makes_no_sense_is_refused(string told, params string[] arguments)
    {
        var run = await Terminal.Run(["run", .. arguments]);
        Assert.That(run.Error, Does.Contain(told));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
    }

    private Task<Finished> Run(params string[] arguments) => Terminal.Run(["run", "--only", "SC-PRE-01", "--snapshots", Traces, .. arguments]);
}
