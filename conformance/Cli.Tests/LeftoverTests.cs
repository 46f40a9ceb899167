namespace PaxosConformance.Cli.Tests;

/// <summary>Runs in which nodes are killed and lose their power leave nothing behind, however they end.</summary>
[Platform("Linux")]
public class LeftoverTests : CommandTest
{
    private static readonly string[] CrashesAndPowerLosses = ["run", "--only", "SC-CRA", "--only", "SC-PWR", "--only", "SC-NET-04"];

    [Test]
    public async Task A_run_of_crashes_and_power_losses_leaves_nothing_behind()
    {
        var run = await Terminal.Run(CrashesAndPowerLosses);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out + run.Error);
        Assert.That(Terminal.Leftovers, Is.EqualTo(Leftovers.None));
        Assert.That(Terminal.Files, Is.Empty, "the reference node leaves no more than the suite");
    }

    [Test]
    public async Task What_a_run_left_that_was_killed_among_crashes_and_power_losses_is_gone_after_the_next()
    {
        using (var process = Terminal.Start(CrashesAndPowerLosses))
        {
            // As root, that is: without it nothing can be mounted.
            var isRoot = Environment.IsPrivilegedProcess;
            Assert.That(SpinWait.SpinUntil(() => Terminal.Leftovers is { Processes: > 1, Mounts: var mounts } && (mounts > 0 || !isRoot), Hosts.Tests.Subjects.Long), "nothing was started");
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(Terminal.Leftovers.Directories, Is.EqualTo(1));
        await Terminal.Run("run", "--only", "SC-PRE-01");
        Assert.That(Terminal.Leftovers, Is.EqualTo(Leftovers.None));
    }
}
