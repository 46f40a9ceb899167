using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts.Tests;

public class InProcessHostTests
{
    private static readonly TickBody Tick = new() { MsgId = 1, Ms = 1 };

    private Recorder recorder = null!;

    [SetUp]
    public void Prepare() => recorder = new Recorder();

    [Test]
    public async Task What_it_says_is_heard_in_order()
    {
        await using var node = Start(new Puppeteer((message, outbox) =>
        {
            outbox.Answer(message, new TickOkBody());
            outbox.Answer(message, new LearnedOkBody());
        }));
        node.Send(Message(Tick));
        await ExpectHeard("heard tick_ok", "heard learned_ok");
    }

    [Test]
    public async Task An_echo_comes_after_what_was_sent_before()
    {
        await using var node = Start(new Puppeteer((message, outbox) => outbox.Answer(message, new TickOkBody())));
        node.Send(Message(Tick));
        node.Send(Message(new EchoBody { MsgId = 2 }));
        await ExpectHeard("heard tick_ok", "heard echo_ok");
    }

    [Test]
    public async Task What_cannot_travel_is_malformed_here_too()
    {
        await using var node = Start(new Puppeteer((message, outbox) => outbox.Answer(message, new ProposeOkBody())));
        node.Send(Message(Tick));
        Assert.That(await recorder.Next(), Does.StartWith("malformed").And.Contains("propose_ok has no value"));
    }

    [Test]
    public async Task What_cannot_travel_does_not_arrive_either()
    {
        await using var node = Start(new Puppeteer((_, _) => { }));
        node.Send(Message(new ProposeBody { MsgId = 2 }));
        Assert.That(await recorder.Next(), Is.EqualTo("heard error"));
        Assert.That(node.Stderr, Does.Contain("propose has no value"));
    }

    [Test]
    public async Task It_is_called_when_the_time_has_come_that_it_waits_for()
    {
        await using var node = Start(new Alarm());
        await ExpectHeard("heard tick_ok", "heard tick_ok");
    }

    [Test]
    public async Task An_exception_ends_it_and_stands_in_its_stderr()
    {
        await using var node = Start(new Puppeteer((_, _) => throw new NotSupportedException("no ticks here")));
        node.Send(Message(Tick));
        Assert.That(await recorder.Next(), Is.EqualTo("ended by an unhandled NotSupportedException: no ticks here"));
        Assert.That(node.Stderr, Does.Contain("no ticks here"));
    }

    [Test]
    public async Task Who_ends_by_its_own_will_says_the_rest_first()
    {
        await using var node = Start(new Puppeteer((message, outbox) =>
        {
            outbox.Answer(message, new TickOkBody());
            outbox.End(74, "the disk failed");
        }));
        node.Send(Message(Tick));
        await ExpectHeard("heard tick_ok", "exited with code 74");
        Assert.That(node.Stderr, Does.EndWith("the disk failed"));
    }

    [Test]
    public async Task Who_listens_later_hears_of_the_end_too()
    {
        await using var node = Start(new Puppeteer((_, outbox) => outbox.End(1, "enough")));
        node.Send(Message(Tick));
        await recorder.Next();
        var late = new Recorder();
        node.Listener = late;
        Assert.That(await late.Next(), Is.EqualTo("exited with code 1"));
    }

    [Test]
    public async Task What_a_killed_node_had_yet_to_say_stays_unsaid()
    {
        using var handling = new SemaphoreSlim(0);
        using var killed = new ManualResetEventSlim();
        var adapter = new Puppeteer((message, outbox) =>
        {
            handling.Release();
            killed.Wait();
            outbox.Answer(message, new TickOkBody());
        });
        await using var node = Start(adapter);
        node.Send(Message(Tick));
        await handling.WaitAsync();
        var kill = node.Kill();
        killed.Set();
        await kill;
        Assert.That(node.IsRunning, Is.False);
        Assert.That(adapter.IsDisposed, Is.True);
        recorder.Ended("nothing was heard before this");
        Assert.That(await recorder.Next(), Is.EqualTo("nothing was heard before this"));
    }

    [Test]
    public async Task A_node_can_be_killed_twice_and_hears_nothing_afterwards()
    {
        var heard = 0;
        await using var node = Start(new Puppeteer((_, _) => heard++));
        await node.Kill();
        await node.Kill();
        node.Send(Message(Tick));
        Assert.That((heard, node.IsRunning), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Who_is_asked_to_end_handles_the_rest_and_does_what_it_has_to_do()
    {
        await using var node = Start(new Puppeteer((message, outbox) => outbox.Answer(message, new TickOkBody())), _ => recorder.Ended("stopping"));
        node.Send(Message(Tick));
        await node.Terminate(Subjects.Long);
        await ExpectHeard("heard tick_ok", "stopping");
        Assert.That(node.IsRunning, Is.False);
    }

    [Test]
    public async Task Who_is_killed_has_no_time_for_anything()
    {
        await using var node = Start(new Puppeteer((_, _) => { }), _ => recorder.Ended("stopping"));
        await node.Kill();
        recorder.Ended("nothing was heard before this");
        await ExpectHeard("nothing was heard before this");
    }

    private IRunningNode Start(IAdapter adapter, Action<IAdapter>? stopping = null)
    {
        var node = new InProcessHost(() => adapter, TimeProvider.System) { Stopping = stopping }.Start("", recorder);
        if (adapter is not Puppeteer) return node;
        node.Send(Message(new InitBody { MsgId = 0, NodeId = "n1", NodeIds = ["n1"] }));
        Assert.That(recorder.Next().Result, Is.EqualTo("heard init_ok"));
        return node;
    }

    private async Task ExpectHeard(params string[] lines)
    {
        foreach (var line in lines) Assert.That(await recorder.Next(), Is.EqualTo(line));
    }

    private static Envelope Message(Body body) => new("harness", "n1", body);

    /// <summary>Answers init, and does with every other message as it is told.</summary>
    private sealed class Puppeteer(Action<Envelope, Outbox> handle) : IAdapter, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public TimeSpan? Due => null;

        public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
        {
            foreach (var message in batch)
            {
                if (message.Body is InitBody) outbox.Answer(message, new InitOkBody());
                else handle(message, outbox);
            }
        }

        public void Dispose() => IsDisposed = true;
    }

    /// <summary>Speaks whenever a moment has passed.</summary>
    private sealed class Alarm : IAdapter
    {
        public TimeSpan? Due => TimeSpan.FromMilliseconds(1);

        public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox) => outbox.Send(new Envelope("n1", "harness", new TickOkBody()));
    }
}
