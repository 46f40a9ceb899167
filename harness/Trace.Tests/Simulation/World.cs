using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Tests.Simulation;

/// <summary>Nodes, clients, and a network that loses, doubles, delays and reorders; all that happens is decided by the seed.</summary>
internal sealed class World
{
    private readonly Random random;
    private readonly List<SimulatedNode> nodes;
    private readonly List<Envelope> network = [];
    private readonly List<TraceEvent> trace = [];
    private readonly Run run;
    private int values;

    private World(Run run)
    {
        this.run = run;
        random = new Random(run.Seed);
        Quorums = QuorumSystem.Majority([.. Enumerable.Range(1, run.Nodes).Select(i => $"n{i}")]);
        nodes = [.. Quorums.Acceptors.Select(id => new SimulatedNode(id, Quorums, run.Of(id), id == "n1" ? run.Fault : Fault.None, random))];
    }

    private QuorumSystem Quorums { get; }

    /// <summary>What happens in a run.</summary>
    public static (IReadOnlyList<TraceEvent> Trace, QuorumSystem Quorums) Play(Run run)
    {
        var world = new World(run);
        foreach (var node in world.nodes) world.Add(EventKind.Started, node.Id);
        for (var i = 0; i < run.Steps; i++) world.Step();
        return (world.trace, world.Quorums);
    }

    private void Step()
    {
        var node = nodes[random.Next(nodes.Count)];
        switch (random.Next(100))
        {
            case < 4:
                ToNode($"c{random.Next(3)}", node, random.Next(3) == 0 ? new LearnedBody() : new ProposeBody { Value = $"x{values++}" });
                break;
            case < 12:
                node.Tick();
                break;
            case < 13 when run.Crashes:
                Add(EventKind.Killed, node.Id);
                node.Crash();
                Add(EventKind.Restarted, node.Id);
                break;
            case < 42:
                Carry();
                break;
            case < 70 when node.Inbox.Count > 0:
                Take(node.Inbox, node, out var request);
                node.Handle(request);
                break;
            case >= 70 when node.Outbox.Count > 0:
                Leave(node);
                break;
        }
    }

    private void Leave(SimulatedNode node)
    {
        // Only votes overtake each other: what a proposer says has its order.
        var at = run.Of(node.Id).Concurrent && node.Outbox.TrueForAll(message => message.Body is PromiseBody or AcceptedBody) ? random.Next(node.Outbox.Count) : 0;
        var message = node.Outbox[at];
        node.Outbox.RemoveAt(at);
        Add(EventKind.Sent, node.Id, message);
        network.Add(message);
    }

    private void Take(List<Envelope> inbox, SimulatedNode node, out Envelope message)
    {
        var at = run.Of(node.Id).Concurrent ? random.Next(inbox.Count) : 0;
        message = inbox[at];
        inbox.RemoveAt(at);
    }

    private void Carry()
    {
        if (network.Count == 0) return;
        var at = random.Next(Math.Min(network.Count, run.Reorders ? 12 : 1));
        var message = network[at];
        if (random.Next(100) >= run.Doubles) network.RemoveAt(at);
        if (random.Next(100) < run.Losses)
        {
            Add(EventKind.Dropped, message.Dest, message);
            return;
        }

        Add(EventKind.Delivered, message.Dest, message);
        nodes.Find(node => node.Id == message.Dest)?.Inbox.Add(message);
    }

    private void ToNode(string client, SimulatedNode node, Body body)
    {
        var message = new Envelope(client, node.Id, body);
        Add(EventKind.Sent, client, message);
        Add(EventKind.Delivered, node.Id, message);
        node.Inbox.Add(message);
    }

    private void Add(EventKind kind, string node, Envelope? message = null) => trace.Add(new TraceEvent(trace.Count + 1, kind, node, message));
}

/// <summary>All that decides a run.</summary>
public sealed record Run
{
    public int Seed { get; init; }

    public int Nodes { get; init; } = 3;

    public int Steps { get; init; } = 1500;

    public bool Crashes { get; init; }

    public bool Reorders { get; init; }

    /// <summary>How many of a hundred messages are lost.</summary>
    public int Losses { get; init; }

    /// <summary>How many of a hundred messages come again.</summary>
    public int Doubles { get; init; }

    public Fault Fault { get; init; }

    /// <summary>The freedoms that the nodes make use of, by turns.</summary>
    public IReadOnlyList<Freedoms> Freedoms { get; init; } = [new()];

    internal Freedoms Of(string id) => Freedoms[(id[1] - '1') % Freedoms.Count];
}
