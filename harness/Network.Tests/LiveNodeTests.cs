using Paxos;
using PaxosConformance.Hosts;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

public class LiveNodeTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly Ballot Five = new(5, "n2");

    private RunDirectory directory = null!;
    private NodePool pool = null!;
    private Trace trace = null!;
    private Router router = null!;
    private FakeNode fake = null!;

    [SetUp]
    public void Prepare()
    {
        directory = RunDirectory.Create();
        trace = new Trace();
        router = new Router(trace);
    }

    [TearDown]
    public async Task Clear()
    {
        await pool.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task A_reaction_is_found_as_soon_as_it_comes()
    {
        var node = await Node(new Patience(Never, Never, Never));
        fake.OnReceived = message => fake.Say(message.Src, new PromiseBody { Ballot = Five });
        var sent = Ask();
        var found = await node.Reaction(sent.Clock, IsPromise);
        Assert.That(found!.Message!.Body, Is.EqualTo(new PromiseBody { Ballot = Five }));
    }

    [Test]
    public async Task Garbage_is_sent_as_it_is_and_taken_note_of()
    {
        var node = await Node(new Patience(Never, Never, Never));
        node.SendGarbage([0xff, 0x00], "bytes");
        Assert.That(fake.ReceivedLines, Is.EqualTo(new byte[][] { [0xff, 0x00] }));
        Assert.That(trace.Events[^1], Is.EqualTo(new TraceEvent(trace.Now, EventKind.Note, "n1", Text: "n1 is sent bytes")));
    }

    [Test]
    public async Task What_came_before_is_no_reaction()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        fake.Say("n2", new PromiseBody { Ballot = Five });
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Null);
    }

    [Test]
    public async Task Silence_is_proved_by_the_barrier_where_the_node_keeps_order()
    {
        var node = await Node(new Patience(Never, Never, Never), Capability.Ordered);
        AnswerEcho();
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Null);
    }

    [Test]
    public async Task A_reaction_before_the_barrier_is_found()
    {
        var node = await Node(new Patience(Never, Never, Never), Capability.Ordered);
        fake.OnReceived = message =>
        {
            if (message.Body is not EchoBody) return;
            fake.Say("n2", new PromiseBody { Ballot = Five });
            fake.Say(message.Src, new EchoOkBody { InReplyTo = message.Body.MsgId });
        };
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Not.Null);
    }

    [Test]
    public async Task Silence_is_awaited_for_the_quiet_window_where_the_node_keeps_no_order()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Null);
        Assert.That(fake.Received.Select(message => message.Body.Type), Does.Not.Contain("echo"));
    }

    [Test]
    public async Task What_is_needed_is_awaited_longer_than_the_quiet_window()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        var reaction = node.Reaction(Ask().Clock, IsPromise, needed: true);
        Assert.That(await node.Until(trace.Now, _ => false, Soon), Is.Null);
        fake.Say("n2", new PromiseBody { Ballot = Five });
        Assert.That(await reaction, Is.Not.Null);
    }

    [Test]
    public async Task A_node_that_answers_echo_lives()
    {
        var node = await Node(new Patience(Never, Never, Never));
        AnswerEcho();
        await node.MustAnswerEcho();
    }

    [Test]
    public async Task A_node_that_does_not_answer_the_barrier_is_mute()
    {
        var node = await Node(new Patience(Soon, Never, Never), Capability.Ordered);
        fake.Stderr = "deadlock";
        var thrown = await NothingToJudge(() => node.Reaction(Ask().Clock, IsPromise));
        Assert.That(thrown.Message, Is.EqualTo("n1 answers nothing, not even echo, within 0 s\nits stderr ends with:\ndeadlock"));
    }

    [TestCase(Capability.Ordered)]
    [TestCase(Capability.Messages)]
    public async Task Garbage_instead_of_an_answer_gives_nothing_to_judge(string capability)
    {
        var node = await Node(new Patience(Never, Soon, Never), capability);
        fake.OnReceived = message =>
        {
            if (message.Body is EchoBody) fake.Say(message.Src, new EchoOkBody { InReplyTo = message.Body.MsgId });
            else fake.Listener.HeardMalformed("oops", "the line is not one JSON object");
        };
        var thrown = await NothingToJudge(() => node.Reaction(Ask().Clock, IsPromise));
        Assert.That(thrown.Message, Is.EqualTo("n1 answered with what is no message of the protocol: the line is not one JSON object in: oops"));
    }

    [Test]
    public async Task Garbage_beside_an_answer_does_not_hide_it()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        fake.OnReceived = message =>
        {
            fake.Listener.HeardMalformed("debug", "the line is not one JSON object");
            fake.Say(message.Src, new PromiseBody { Ballot = Five });
        };
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Not.Null);
    }

    [TestCase(Capability.Ordered)]
    [TestCase(Capability.Messages)]
    public async Task A_node_that_ends_gives_nothing_to_judge_and_is_quoted(string capability)
    {
        var node = await Node(new Patience(Never, Never, Never), capability);
        fake.Stderr = "assertion failed";
        fake.OnReceived = _ => fake.Listener.Ended("exited with code 134");
        var thrown = await NothingToJudge(() => node.Reaction(Ask().Clock, IsPromise));
        Assert.That(thrown.Message, Is.EqualTo("n1 exited with code 134\nits stderr ends with:\nassertion failed"));
    }

    /// <summary>Otherwise the silence of the dead would pass for a refusal.</summary>
    [TestCase(Capability.Ordered)]
    [TestCase(Capability.Messages)]
    public async Task A_node_that_ended_before_it_was_asked_gives_nothing_to_judge(string capability)
    {
        var node = await Node(new Patience(Soon, Soon, Never), capability);
        fake.Listener.Ended("exited with code 134");
        var thrown = await NothingToJudge(() => node.Reaction(Ask().Clock, IsPromise));
        Assert.That(thrown.Message, Is.EqualTo("n1 exited with code 134"));
    }

    [Test]
    public async Task A_node_that_was_started_again_is_listened_to_again()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        fake.Listener.Ended("exited with code 134");
        trace.Add(EventKind.Restarted, "n1");
        fake.OnReceived = message => fake.Say(message.Src, new PromiseBody { Ballot = Five });
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Not.Null);
    }

    /// <summary>Others may wait for a node while it is killed, and started again before they look.</summary>
    [Test]
    public async Task A_node_that_was_down_when_it_was_asked_is_not_mute_though_it_is_back([Values] bool beforeTheBarrier)
    {
        var node = await Node(new Patience(Never, Never, Never), Capability.Ordered);
        trace.Add(EventKind.Killed, "n1");
        var asked = trace.Now;
        if (beforeTheBarrier) trace.Add(EventKind.Restarted, "n1");
        else fake.OnReceived = _ => trace.Add(EventKind.Restarted, "n1");
        Assert.That(await node.Reaction(asked, IsPromise), Is.Null);
    }

    [Test]
    public async Task A_node_was_down_if_it_was_so_at_the_time_or_since()
    {
        var node = await Node(new Patience(Never, Never, Never));
        var before = trace.Now;
        Assert.That(node.WasDown(before), Is.False);
        trace.Add(EventKind.Killed, "n1");
        var meanwhile = trace.Now;
        trace.Add(EventKind.Restarted, "n1");
        Assert.That(node.WasDown(before), Is.True);
        Assert.That(node.WasDown(meanwhile), Is.True);
        Assert.That(node.WasDown(trace.Now), Is.False);
        trace.Add(EventKind.Exited, "n1", text: "exited with code 1");
        Assert.That(node.WasDown(meanwhile + 1), Is.False);
    }

    [Test]
    public async Task The_end_of_another_node_does_not_matter()
    {
        var node = await Node(new Patience(Never, Soon, Never));
        trace.Add(EventKind.Exited, "n2", text: "exited with code 1");
        Assert.That(await node.Reaction(Ask().Clock, IsPromise), Is.Null);
    }

    [Test]
    public async Task An_answer_is_known_by_its_number_and_by_who_asked()
    {
        var node = await Node(new Patience(Never, Never, Never));
        fake.OnReceived = message =>
        {
            fake.Say(message.Src, new LearnedOkBody { InReplyTo = message.Body.MsgId + 1, Value = "of another request" });
            fake.Say("c2", new LearnedOkBody { InReplyTo = message.Body.MsgId, Value = "of another client" });
            fake.Say(message.Src, new LearnedOkBody { InReplyTo = message.Body.MsgId, Value = "of this one" });
        };
        var answer = await node.Ask(n => new LearnedBody { MsgId = n }, "c1");
        Assert.That(((LearnedOkBody)answer!).Text, Is.EqualTo("of this one"));
    }

    [Test]
    public async Task No_answer_in_time_is_none()
    {
        var node = await Node(new Patience(Soon, Never, Never));
        Assert.That(await node.Ask(n => new LearnedBody { MsgId = n }), Is.Null);
    }

    [Test]
    public async Task Each_request_has_a_number_of_its_own()
    {
        var node = await Node(new Patience(Never, Never, Never));
        var numbers = new[] { node.Send(n => new LearnedBody { MsgId = n }).Number, node.Send(n => new LearnedBody { MsgId = n }).Number };
        Assert.That(numbers, Is.Unique);
        Assert.That(fake.Received.Skip(1).Select(message => message.Body.MsgId), Is.EquivalentTo(numbers));
    }

    private static bool IsPromise(TraceEvent e) => e.IsSentBy("n1", "n2") && e.Message!.Body is PromiseBody;

    private static async Task<NothingToJudgeException> NothingToJudge(Func<Task<TraceEvent?>> act) => (await Assert.ThrowsAsync<NothingToJudgeException>(async () => await act()))!;

    private TraceEvent Ask() => router.Send(new Envelope("n2", "n1", new PrepareBody { Ballot = Five }));

    private void AnswerEcho() => fake.OnReceived = message =>
    {
        if (message.Body is EchoBody) fake.Say(message.Src, new EchoOkBody { InReplyTo = message.Body.MsgId });
    };

    private async Task<LiveNode> Node(Patience patience, params string[] capabilities)
    {
        var host = new FakeHost(capabilities);
        pool = new NodePool(host, directory, Never, TimeProvider.System);
        var subject = await pool.Start(new InitBody { NodeId = "n1", NodeIds = ["n1", "n2", "n3"] }, CancellationToken.None);
        fake = host.Last!;
        fake.OnReceived = _ => { };
        trace.Add(EventKind.Started, "n1");
        router.Attach("n1", fake);
        return new LiveNode(subject, router, trace, patience, TimeProvider.System, CancellationToken.None);
    }
}
