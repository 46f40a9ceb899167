using System.Diagnostics;
using PaxosConformance.Hosts;
using PaxosConformance.Smoke;

namespace PaxosConformance.Cli.Tests;

public class SmokeCommandTests : CommandTest
{
    [Test]
    public async Task Without_a_command_the_reference_node_passes_every_step()
    {
        var run = await Terminal.Run("smoke");
        Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain($"{Walk.Names.Count} steps: {Walk.Names.Count} well, 0 wrong, 0 not yet, 0 unclear\n"));
        Assert.That(run.Out, Does.Contain("Tier intercept").And.Contain("  can      ordered ").And.Contain("  not yet  slots "));
    }

    [Test]
    public async Task A_mistake_ends_with_the_commands_that_show_it_again()
    {
        var subject = Subject("wrong-ballot");
        var run = await Terminal.Run(subject, "smoke");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("\n      Mistake:   reply with the wrong ballot\n      Sent:      {\"src\":\"n2\",\"dest\":\"n1\",\"body\":{\"type\":\"prepare\""));
        Assert.That(run.Out, Does.Contain($"\n  paxos-conformance smoke --until prepare --verbose -- {subject}\n"));

        var again = await Terminal.Run(subject, "smoke", "--until", "prepare", "--verbose");
        Assert.That(again.Out, Does.Contain("      -> {\"src\":\"n2\"").And.Contain("      <- {\"src\":\"n1\"").And.Contain("reply with the wrong ballot"));

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", run.Out.TrimEnd().Split('\n')[^1]]) { RedirectStandardOutput = true })!;
        var said = await shell.StandardOutput.ReadToEndAsync();
        Assert.That(said, Does.Contain("\"type\":\"promise\",\"ballot\":{\"n\":5,\"id\":\"n1\"}"));
    }

    [Test]
    public async Task A_mistake_that_was_explained_is_not_explained_again()
    {
        var run = await Terminal.Run(Subject("logs"), "smoke", "--until", "echo");
        Assert.That(run.Out, Does.Contain("      Mistake:   logs on stdout, as at 'init'\n"));
        Assert.That(run.Out.Split("Remedy:"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_thin_adapter_is_told_what_it_cannot_do_yet()
    {
        var run = await Terminal.Run(Subject("messages-alone"), "smoke");
        Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("  NOT YET   learned ").And.Contain("  not yet  durable         remembers over kill -9; without it crashes are not judged\n"));
    }

    [Test]
    public async Task A_subject_that_cannot_be_started_is_told()
    {
        var missing = await Terminal.Run("smoke", "--", "./no-such-adapter");
        Assert.That((missing.ExitCode, missing.Error), Is.EqualTo((69, "The subject could not be started: -- ./no-such-adapter\n'./no-such-adapter' was not found: give a path to the program, or a name that is in PATH\n")));
        var ended = await Terminal.Run(Subjects.Script("echo 'no disk' >&2; exit 3"), "smoke");
        Assert.That(ended.ExitCode, Is.EqualTo(69));
        Assert.That(ended.Out, Does.Contain("the process exited with code 3").And.Contain("no disk"));
    }

    [Test]
    public async Task What_was_refused_by_nobody_and_chosen_by_nobody_is_unclear()
    {
        var node = Subjects.Script("""
            while read -r line; do
                case $line in
                    *'"mode":"direct"'*) say '"type":"error","in_reply_to":1,"code":10,"text":"I have no network"' ;;
                    *'"type":"init"'*) say '"type":"init_ok","in_reply_to":1' ;;
                    *'"type":"echo"'*) say '"type":"echo_ok","in_reply_to":'"$(echo "$line" | sed 's/.*"msg_id":\([0-9]*\).*/\1/')" ;;
                esac
            done
            """);
        var run = await Terminal.Run(node, "smoke");
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("the node neither leaves its messages to the suite"));
    }

    [Test]
    public async Task A_step_that_there_is_not_is_refused()
    {
        var run = await Terminal.Run("smoke", "--until", "teardown");
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain("teardown").And.Contain("prepare"));
    }

    private SubjectCommand Subject(string kind) => Subjects.Script($"exec '{Terminal.TestSubject}' {kind}");
}
