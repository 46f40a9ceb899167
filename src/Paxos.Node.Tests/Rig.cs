using Paxos.Storage;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace Paxos.Node.Tests;

/// <summary>One node on a simulated disk, with a clock that the test moves. What it sends is collected.</summary>
internal sealed class Rig
{
    public const int Retry = 100;

    private readonly string[] nodes;
    private readonly InitBody init;
    private readonly int? seed;
    private PaxosNode node;
    private Session session;
    private long lastRequest;

    public Rig(int nodes = 3, SimulatedDisk? disk = null, InitBody? init = null, bool start = true, int? seed = 1)
    {
        this.nodes = [.. Enumerable.Range(1, nodes).Select(i => "n" + i)];
        this.init = init ?? new InitBody
        {
            NodeId = "n1",
            NodeIds = this.nodes,
            DataDir = "data",
            Timing = new Timing { RetryMs = Retry },
        };
        this.seed = seed;
        Disk = disk ?? new SimulatedDisk();
        Disk.Fault = operation =>
        {
            Syncs += operation.Kind == DiskOperationKind.Sync ? 1 : 0;
            return Fault?.Invoke(operation);
        };
        (node, session) = Boot();
        if (start) Assert.That(Init(), Is.InstanceOf<InitOkBody>());
    }

    /// <summary>A node that proposes and learns, but is no acceptor.</summary>
    public static Rig WithoutVote() => new(init: new InitBody
    {
        NodeId = "n1",
        NodeIds = ["n1", "n2", "n3", "n4"],
        Acceptors = ["n2", "n3", "n4"],
        DataDir = "data",
    });

    public SimulatedDisk Disk { get; }

    public FakeTime Time { get; } = new();

    public List<string> Log { get; } = [];

    /// <summary>How often a file was made durable.</summary>
    public int Syncs { get; private set; }

    public Func<DiskOperation, IOException?>? Fault { get; set; }

    public Ending? Ending { get; private set; }

    /// <summary>What the last batch sent, also if it threw.</summary>
    public IReadOnlyList<Envelope> Sent { get; private set; } = [];

    public TimeSpan? Due => node.Due;

    /// <summary>Initialises the node.</summary>
    /// <returns>Its answer.</returns>
    public Body Init() => Request(init);

    /// <summary>Handles a batch that comes from several senders.</summary>
    public IReadOnlyList<Envelope> Batch(params (string From, Body Body)[] messages)
    {
        var outbox = new Outbox();
        Sent = outbox.Messages;
        session.Handle([.. messages.Select(m => Arrival.Of(new Envelope(m.From, "n1", m.Body)))], outbox);
        Ending ??= outbox.Ending;
        return [.. outbox.Messages];
    }

    /// <summary>A peer sends something.</summary>
    public IReadOnlyList<Envelope> From(string peer, Body body) => Batch((peer, body));

    /// <summary>A client asks something.</summary>
    /// <returns>The answer to it, which must be there at once.</returns>
    public Body Request(Body body)
    {
        var id = ++lastRequest;
        return From("c1", body with { MsgId = id }).Single(m => m.Dest == "c1" && m.Body.InReplyTo == id).Body;
    }

    public IReadOnlyList<Envelope> Propose(string value, string client = "c1") =>
        From(client, new ProposeBody { MsgId = ++lastRequest, Value = value });

    public Value? Learned() => ((LearnedOkBody)Request(new LearnedBody())).Value;

    /// <summary>Lets the node's own time pass until the node wants to be called, and calls it.</summary>
    public IReadOnlyList<Envelope> WhenDue()
    {
        Time.Advance(node.Due ?? throw new InvalidOperationException("the node waits for nothing"));
        return Batch();
    }

    public IReadOnlyList<Envelope> After(int milliseconds)
    {
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Batch();
    }

    /// <summary>Lets logical time pass.</summary>
    public IReadOnlyList<Envelope> Tick(long milliseconds)
    {
        var sent = From("c1", new TickBody { MsgId = ++lastRequest, Ms = milliseconds });
        Assert.That(sent[^1].Body, Is.InstanceOf<TickOkBody>());
        return [.. sent.SkipLast(1)];
    }

    /// <summary>The process is killed and starts again on what the disk has.</summary>
    public void Restart(bool losePower = false)
    {
        if (losePower) Disk.CutPower(_ => 0);
        else Disk.Kill();
        (node, session) = Boot();
        Assert.That(Init(), Is.InstanceOf<InitOkBody>());
    }

    private (PaxosNode, Session) Boot()
    {
        var booted = new PaxosNode(_ => Storage.Log.Open(Disk, length: 4096), Time, seed, Log.Add);
        return (booted, new Session(booted, Log.Add));
    }
}
