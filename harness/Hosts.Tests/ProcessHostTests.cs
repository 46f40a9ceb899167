using PaxosConformance.Wire;

namespace PaxosConformance.Hosts.Tests;

public class ProcessHostTests
{
    private Subjects subjects = null!;
    private RunDirectory directory = null!;
    private Recorder recorder = null!;

    [SetUp]
    public void Prepare() => (subjects, directory, recorder) = (new Subjects(), RunDirectory.Create(), new Recorder());

    [TearDown]
    public void Clear()
    {
        directory.Dispose();
        subjects.AssertAllEnded();
        subjects.Dispose();
        Assert.That(TemporaryFiles.OfRuns, Is.Empty);
    }

    [TestCase("no-such-program")]
    [TestCase("./no-such-program")]
    public void A_program_that_is_not_there_is_named(string program) => Assert.That(
        () => Start(new SubjectCommand(program, [])),
        Throws.TypeOf<StartFailedException>().With.Message.StartsWith($"'{program}' was not found"));

    [Test]
    public async Task A_killed_process_may_leave_half_a_line_and_one_that_ends_by_itself_may_not()
    {
        await using (var killed = Start(subjects.Script("printf 'halb'; sleep 1000")))
        {
            Assert.That(SpinWait.SpinUntil(() => killed.Unfinished.Length > 0, Subjects.Long));
            await killed.Kill();
        }

        await using var ended = Start(subjects.Script("printf 'half'"));
        Assert.That(await recorder.Next(), Is.EqualTo("malformed half: the last line does not end with a newline"));
    }

    [Test]
    public void A_file_that_may_not_be_executed_is_told_apart_from_one_that_is_not_there()
    {
        var file = Path.Combine(subjects.Folder, "adapter");
        File.WriteAllText(file, "#!/bin/sh\n");
        Assert.That(
            () => Start(new SubjectCommand(file, [])),
            Throws.TypeOf<StartFailedException>().With.Message.EqualTo($"'{file}' is not executable: chmod +x it, or name the program that runs it"));
    }

    [Test]
    public async Task The_data_directory_stands_for_its_mark_in_the_arguments()
    {
        var data = directory.NewDirectory();
        await using var node = Start(subjects.Script("echo \"$1 $2\" >&2", "--store={data}/log", "{other}"), data);
        await recorder.Next();
        Assert.That(node.Stderr, Is.EqualTo($"--store={data}/log {{other}}"));
    }

    [Test]
    public async Task Variables_are_added_to_the_environment()
    {
        var command = subjects.Script("echo \"$PAXOS_COLOUR, ${PATH:+with a path}\" >&2") with { Environment = new Dictionary<string, string> { ["PAXOS_COLOUR"] = "green" } };
        await using var node = Start(command);
        await recorder.Next();
        Assert.That(node.Stderr, Is.EqualTo("green, with a path"));
    }

    [Test]
    public async Task What_it_reads_is_what_was_sent_in_order()
    {
        await using var node = Start(subjects.Script("read -r a; read -r b; echo \"$a\" >&2; echo \"$b\" >&2"));
        var (first, second) = (new Envelope("harness", "n1", new EchoBody { MsgId = 1 }), new Envelope("harness", "n1", new EchoBody { MsgId = 2 }));
        node.Send(first);
        node.Send(second);
        await recorder.Next();
        Assert.That(node.Stderr, Is.EqualTo($"{Codec.Show(first)}\n{Codec.Show(second)}"));
    }

    [Test]
    public async Task What_it_says_is_heard_in_order_with_garbage_before_between_and_after()
    {
        await using var node = Start(subjects.Script("""
            echo 'Starting up'
            say '"type":"echo_ok"'
            echo '{"half":'
            say '"type":"reset_ok"'
            printf 'no newline'
            """));
        Assert.That(await recorder.Next(), Does.StartWith("malformed Starting up: the line is not one JSON object"));
        Assert.That(await recorder.Next(), Is.EqualTo("heard echo_ok"));
        Assert.That(await recorder.Next(), Does.StartWith("malformed {\"half\":: "));
        Assert.That(await recorder.Next(), Is.EqualTo("heard reset_ok"));
        Assert.That(await recorder.Next(), Is.EqualTo("malformed no newline: the last line does not end with a newline"));
        Assert.That(await recorder.Next(), Is.EqualTo("exited with code 0"));
    }

    [Test]
    public async Task A_line_without_measure_is_told_once_and_the_next_one_is_heard()
    {
        await using var node = Start(subjects.Script("head -c 3000000 /dev/zero | tr '\\0' x; echo; say '\"type\":\"echo_ok\"'"));
        Assert.That(await recorder.Next(), Is.EqualTo("malformed …: a line of more than 1048576 bytes"));
        Assert.That(await recorder.Next(), Is.EqualTo("heard echo_ok"));
    }

    [Test]
    public async Task Garbage_is_quoted_in_short()
    {
        await using var node = Start(subjects.Script("head -c 5000 /dev/zero | tr '\\0' x; echo"));
        Assert.That(await recorder.Next(), Does.StartWith($"malformed {new string('x', 200)}…: "));
    }

    [TestCase("exit 3", "exited with code 3")]
    [TestCase("kill -9 $$", "ended by signal 9")]
    public async Task How_it_ended_is_told(string script, string how)
    {
        await using var node = Start(subjects.Script(script));
        Assert.That(await recorder.Next(), Is.EqualTo(how));
        Assert.That(node.IsRunning, Is.False);
    }

    [Test]
    public async Task Who_listens_late_hears_of_the_end_too()
    {
        await using var node = Start(subjects.Script("exit 3"));
        await recorder.Next();
        var late = new Recorder();
        node.Listener = late;
        Assert.That(await late.Next(), Is.EqualTo("exited with code 3"));
    }

    [Test]
    public async Task A_node_that_closes_its_stdout_can_say_nothing_more_though_it_runs()
    {
        await using var node = Start(subjects.Script("exec >&-; sleep 1000"));
        Assert.That(await recorder.Next(), Is.EqualTo("closed its stdout, and runs on"));
        Assert.That(node.IsRunning, Is.True);
    }

    [Test]
    public async Task Of_a_stderr_without_measure_the_end_is_kept()
    {
        await using var node = Start(subjects.Script("""
            i=0
            while [ $i -lt 5000 ]; do echo "$i: a rather long line of complaint about nothing"; i=$((i+1)); done >&2
            """));
        await recorder.Next();
        Assert.That(node.Stderr, Has.Length.InRange(4 * 1024, 16 * 1024).And.EndsWith("\n4999: a rather long line of complaint about nothing"));
    }

    [Test]
    public async Task A_node_that_reads_nothing_does_not_hold_up_who_sends()
    {
        await using var node = Start(subjects.Script("sleep 1000"));
        var message = new Envelope("harness", "n1", new ProposeBody { MsgId = 1, Value = new string('x', 1000) });
        for (var i = 0; i < 1000; i++) node.Send(message);
        Assert.That(node.IsRunning, Is.True);
    }

    [Test]
    public async Task To_send_to_a_node_that_has_gone_is_no_error()
    {
        var node = Start(subjects.Script("exit 0"));
        await recorder.Next();
        var message = new Envelope("harness", "n1", new EchoBody());
        Assert.That(() => node.Send(message), Throws.Nothing);
        await node.DisposeAsync();
        Assert.That(() => node.Send(message), Throws.Nothing);
    }

    /// <summary>Before the process leads a group there is no group to be killed.</summary>
    [Test]
    public async Task Kill_ends_a_process_in_the_instant_it_starts()
    {
        for (var i = 0; i < 20; i++) await Start(subjects.Script("sleep 1000")).DisposeAsync().AsTask().WaitAsync(Subjects.Long);
    }

    [Test]
    public async Task Kill_ends_a_process_that_ignores_signals()
    {
        await using var node = Start(subjects.Script("trap '' TERM INT HUP; say '\"type\":\"echo_ok\"'; while :; do sleep 1000; done"));
        Assert.That(await recorder.Next(), Is.EqualTo("heard echo_ok"));
        await node.Kill();
        Assert.That(node.IsRunning, Is.False);
        Assert.That(Subjects.Runs(subjects.Pids[0]), Is.False);
    }

    [Test]
    public async Task Kill_ends_all_that_the_process_started()
    {
        await using var node = Start(subjects.Script("""
            sleep 1000 & echo $! >> "$pids"
            sh -c 'sleep 1000 & echo $! >> "$0"' "$pids"
            (trap '' TERM; sleep 1000 > /dev/null 2>&1) & echo $! >> "$pids"
            sleep 1000
            """));
        subjects.AwaitStarted(4);
        await node.Kill();
        subjects.AssertAllEnded();
    }

    [Test]
    public async Task Kill_ends_what_left_the_group()
    {
        await using var node = Start(subjects.Script("setsid sh -c 'echo $$ >> \"$0\"; exec sleep 1000' \"$pids\" & sleep 1000"));
        subjects.AwaitStarted(2);
        await node.Kill();
        subjects.AssertAllEnded();
    }

    [Test]
    public async Task Kill_does_not_wait_for_what_left_the_group_and_hides_with_the_stdout()
    {
        await using var node = Start(subjects.Script("setsid env -i sh -c 'echo $$ >> \"$0\"; exec sleep 1000' \"$pids\" & sleep 1000"));
        subjects.AwaitStarted(2);
        try
        {
            Assert.That(async () => await node.Kill().WaitAsync(Subjects.Long), Throws.Nothing);
        }
        finally
        {
            using var escaped = System.Diagnostics.Process.GetProcessById(subjects.Pids[1]);
            escaped.Kill();
        }
    }

    [Test]
    public async Task Who_is_asked_to_end_does_what_it_has_to_do_first()
    {
        var file = Path.Combine(subjects.Folder, "farewell");
        await using var node = Start(subjects.Script($"trap \"echo bye > '{file}'; exit 0\" TERM; say '\"type\":\"echo_ok\"'; while :; do sleep 0.05; done"));
        Assert.That(await recorder.Next(), Is.EqualTo("heard echo_ok"));
        await node.Terminate(Subjects.Long);
        Assert.That(node.IsRunning, Is.False);
        Assert.That(File.ReadAllText(file), Is.EqualTo("bye\n"));
    }

    [Test]
    public async Task Who_does_not_end_when_asked_to_is_killed()
    {
        await using var node = Start(subjects.Script("trap '' TERM; say '\"type\":\"echo_ok\"'; while :; do sleep 1000; done"));
        Assert.That(await recorder.Next(), Is.EqualTo("heard echo_ok"));
        await node.Terminate(TimeSpan.FromMilliseconds(50));
        Assert.That(node.IsRunning, Is.False);
        Assert.That(Subjects.Runs(subjects.Pids[0]), Is.False);
    }

    [Test]
    public async Task A_pause_holds_what_left_the_group_too()
    {
        await using var node = Start(subjects.Script("setsid sh -c 'echo $$ >> \"$0\"; exec sleep 1000' \"$pids\" & sleep 1000"));
        subjects.AwaitStarted(2);
        node.Pause();
        Assert.That(SpinWait.SpinUntil(() => IsStopped(subjects.Pids[1]), Subjects.Long));
        node.Resume();
        Assert.That(SpinWait.SpinUntil(() => !IsStopped(subjects.Pids[1]), Subjects.Long));
    }

    [Test]
    public async Task Nobody_hears_of_an_end_that_the_harness_made()
    {
        await using var node = Start(subjects.Script("say '\"type\":\"echo_ok\"'; sleep 1000"));
        await recorder.Next();
        await node.Kill();
        await node.Kill();
        recorder.Ended("nothing before this");
        Assert.That(await recorder.Next(), Is.EqualTo("nothing before this"));
    }

    private static bool IsStopped(int process) => File.ReadAllText($"/proc/{process}/stat").Contains(") T ", StringComparison.Ordinal);

    private IRunningNode Start(SubjectCommand command, string? data = null) =>
        new ProcessHost(command, directory).Start(data ?? directory.NewDirectory(), recorder);
}
