using PaxosConformance.Wire;

namespace PaxosConformance.Hosts.Tests;

public class NodePoolTests
{
    private static readonly InitBody Init = new() { NodeId = "n1", NodeIds = ["n1", "n2", "n3"] };

    private Subjects subjects = null!;
    private RunDirectory directory = null!;
    private NodePool? pool;

    [SetUp]
    public void Prepare() => (subjects, directory, pool) = (new Subjects(), RunDirectory.Create(), null);

    [TearDown]
    public async Task Clear()
    {
        if (pool is not null) await pool.DisposeAsync();
        subjects.AssertAllEnded();
        Assert.That(Directory.EnumerateFileSystemEntries(directory.Path), Is.Empty, "the pool left data or processes behind");
        directory.Dispose();
        subjects.Dispose();
    }

    [Test]
    public async Task A_node_is_told_who_it_is_and_where_its_data_are()
    {
        var node = await Start("read -r line; echo \"$line\" >&2; hello; node");
        Assert.That(node.Id, Is.EqualTo("n1"));
        Assert.That(node.Can(Capability.Reset), Is.True);
        Assert.That(node.Can(Capability.Ordered), Is.False);
        SpinWait.SpinUntil(() => node.Process.Stderr.EndsWith('}'), Subjects.Long);
        var told = (InitBody)Codec.Parse(System.Text.Encoding.UTF8.GetBytes(node.Process.Stderr)).Body;
        Assert.That(told.NodeIds, Is.EqualTo(Init.NodeIds));
        Assert.That(Path.GetDirectoryName(told.DataDir), Is.EqualTo(directory.Path));
        Assert.That(Directory.Exists(told.DataDir), Is.True);
    }

    [Test]
    public async Task A_subject_that_exits_at_once_is_quoted() => Assert.That(
        await Failure("echo 'cannot find the database' >&2; exit 3"),
        Is.EqualTo("exited with code 3 before it answered init\nits stderr ends with:\ncannot find the database"));

    [Test]
    public async Task A_subject_that_ends_without_a_word_is_said_to() => Assert.That(
        await Failure("exit 3"),
        Is.EqualTo("exited with code 3 before it answered init; it wrote nothing to stderr"));

    [Test]
    public async Task A_subject_that_never_answers_is_given_up_and_quoted() => Assert.That(
        await Failure("echo 'waiting for peers' >&2; sleep 1000", patience: TimeSpan.FromSeconds(5)),
        Is.EqualTo("did not answer init within 5 s\nits stderr ends with:\nwaiting for peers"));

    [Test]
    public async Task A_subject_that_answers_with_garbage_is_quoted() => Assert.That(
        await Failure("echo 'Welcome!'; echo 'More'; sleep 1000", patience: TimeSpan.FromSeconds(5)),
        Does.StartWith("answered init with what is no message of the protocol: 'Welcome!' (").And.Contains("(and 1 more lines like it)"));

    [Test]
    public async Task Garbage_before_the_end_is_quoted_too() => Assert.That(
        await Failure("echo 'usage: adapter PORT'; exit 2"),
        Does.StartWith("exited with code 2 before it answered init, after saying 'usage: adapter PORT' ("));

    [Test]
    public async Task Garbage_before_the_answer_is_forgiven()
    {
        var node = await Start("echo 'Welcome!'; node");
        Assert.That(node.Hello.Protocol, Is.EqualTo(1));
    }

    [Test]
    public async Task A_subject_that_floods_before_its_answer_is_given_up() => Assert.That(
        await Failure("while :; do echo garbage; done"),
        Does.StartWith("was given up: it said a thousand other things before it answered init, after saying 'garbage'"));

    [Test]
    public async Task An_answer_to_another_request_is_no_answer() => Assert.That(
        await Failure("say '\"type\":\"init_ok\",\"in_reply_to\":7'; exit 0"),
        Does.Contain("no answer: in_reply_to must be 1, the msg_id of the request"));

    [Test]
    public async Task Another_answer_than_init_ok_is_named() => Assert.That(
        await Failure("say '\"type\":\"echo_ok\",\"in_reply_to\":1'; sleep 1000"),
        Is.EqualTo("answered init with echo_ok: expected init_ok"));

    [Test]
    public async Task Another_protocol_is_named() => Assert.That(
        await Failure("say '\"type\":\"init_ok\",\"in_reply_to\":1,\"protocol\":2'; sleep 1000"),
        Is.EqualTo("speaks protocol 2: this suite speaks protocol 1"));

    [Test]
    public void A_refused_configuration_is_told_with_the_words_of_the_node() => Assert.That(
        async () => await Start("say '\"type\":\"error\",\"in_reply_to\":1,\"code\":14,\"text\":\"quorums do not meet\"'; sleep 1000"),
        Throws.TypeOf<ConfigurationRefusedException>().With.Message.EqualTo("refused its configuration: error 14, \"quorums do not meet\""));

    [Test]
    public async Task What_could_not_be_initialised_is_ended_at_once()
    {
        await Failure("say '\"type\":\"echo_ok\",\"in_reply_to\":1'; sleep 1000");
        subjects.AssertAllEnded();
    }

    [Test]
    public async Task A_node_that_can_be_wiped_is_used_again()
    {
        var first = await Start("node");
        await pool!.Return(first);
        var second = await Again();
        Assert.That(second, Is.SameAs(first));
        Assert.That(subjects.Pids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_can_be_wiped_is_not_used_again_where_that_is_not_wished()
    {
        pool = new NodePool(new ProcessHost(subjects.Script("node"), directory), directory, Subjects.Long, TimeProvider.System) { Reuses = false };
        var first = await Again();
        await pool.Return(first);
        Assert.That(first.IsRunning, Is.False);
        Assert.That(await Again(), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_node_in_use_is_not_given_twice()
    {
        var first = await Start("node");
        Assert.That(await Again(), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_node_that_cannot_be_wiped_is_ended_and_replaced()
    {
        var first = await Start("read -r line; say '\"type\":\"init_ok\",\"in_reply_to\":1'; sleep 1000");
        await pool!.Return(first);
        Assert.That(first.IsRunning, Is.False);
        subjects.AssertAllEnded();
        Assert.That(await Again(), Is.Not.SameAs(first));
    }

    [TestCase("say '\"type\":\"error\",\"in_reply_to\":1,\"code\":13'; sleep 1000")]
    [TestCase("exit 1")]
    public async Task A_node_that_fails_to_be_wiped_is_ended_and_replaced(string uponReset)
    {
        var first = await Start($"read -r line; hello; read -r line; case $line in *reset*) {uponReset} ;; esac");
        await pool!.Return(first);
        var second = await Again();
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(first.IsRunning, Is.False);
        Assert.That(Directory.EnumerateDirectories(directory.Path).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_has_ended_is_not_used_again()
    {
        var first = await Start("read -r line; hello; exit 0");
        var ended = new Recorder();
        first.Process.Listener = ended;
        await ended.Next();
        await pool!.Return(first);
        Assert.That(await Again(), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_node_that_was_killed_starts_again_on_its_data()
    {
        var node = await Start("""
            echo line >> "$1/lives"
            read -r line
            say '"type":"init_ok","in_reply_to":1,"implementation":{"name":"life '$(grep -c line "$1/lives")'"}'
            sleep 1000
            """);
        Assert.That(node.Hello.Implementation!.Name, Is.EqualTo("life 1"));
        await KillAndStartAgain(node);
        Assert.That(node.Hello.Implementation.Name, Is.EqualTo("life 2"));
        Assert.That(node.IsRunning, Is.True);
        Assert.That(Subjects.Runs(subjects.Pids[0]), Is.False);
    }

    [Test]
    public async Task A_node_that_was_asked_to_end_starts_again_on_its_data()
    {
        var node = await Start("how=\"$1/how\"; trap 'echo stopped > \"$how\"; exit 0' TERM; read -r line; say '\"type\":\"init_ok\",\"in_reply_to\":1,\"implementation\":{\"name\":\"'$(cat \"$how\" 2>/dev/null)'\"}'; while :; do sleep 0.05; done");
        Assert.That(node.Hello.Implementation!.Name, Is.Empty);
        await node.Process.Terminate(Subjects.Long);
        await pool!.StartAgain(node, Init, CancellationToken.None);
        Assert.That(node.Hello.Implementation.Name, Is.EqualTo("stopped"));
    }

    [Test]
    public async Task A_node_that_does_not_come_back_is_quoted_and_leaves_nothing()
    {
        var node = await Start("if [ -e \"$1/log\" ]; then echo 'the log is damaged' >&2; exit 3; fi; touch \"$1/log\"; node");
        var thrown = await Assert.ThrowsAsync<StartFailedException>(() => KillAndStartAgain(node));
        Assert.That(thrown.Message, Is.EqualTo("exited with code 3 before it answered init\nits stderr ends with:\nthe log is damaged"));
    }

    [Test]
    public async Task The_end_of_the_pool_ends_nodes_idle_and_in_use()
    {
        var idle = await Start("node");
        await Again();
        await pool!.Return(idle);
        await pool.DisposeAsync();
        subjects.AssertAllEnded();
        Assert.That(async () => await Again(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task A_node_that_comes_back_after_the_end_of_the_pool_is_gone()
    {
        var node = await Start("node");
        await pool!.DisposeAsync();
        await pool.Return(node);
        Assert.That(node.IsRunning, Is.False);
    }

    [Test]
    public void A_start_can_be_given_up()
    {
        pool = Pool("sleep 1000", Subjects.Long);
        using var cancel = new CancellationTokenSource();
        var start = pool.Start(Init, cancel.Token);
        subjects.AwaitStarted();
        cancel.Cancel();
        Assert.That(async () => await start, Throws.InstanceOf<OperationCanceledException>());
        subjects.AssertAllEnded();
    }

    private NodePool Pool(string script, TimeSpan patience) =>
        new(new ProcessHost(subjects.Script(script, SubjectCommand.DataDirectory), directory), directory, patience, TimeProvider.System);

    private async Task<SubjectNode> Start(string script)
    {
        pool = Pool(script, Subjects.Long);
        return await Again();
    }

    private async Task KillAndStartAgain(SubjectNode node)
    {
        await node.Process.Kill();
        await pool!.StartAgain(node, Init, CancellationToken.None);
    }

    private Task<SubjectNode> Again() => pool!.Start(Init, CancellationToken.None);

    private async Task<string> Failure(string script, TimeSpan? patience = null)
    {
        pool = Pool(script, patience ?? Subjects.Long);
        return (await Assert.ThrowsAsync<StartFailedException>(Again)).Message;
    }
}
