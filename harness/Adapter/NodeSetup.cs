using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>Who a node is, and all that it has to do with. Made by the SDK, which has refused what is incomplete or not safe.</summary>
public sealed class NodeSetup
{
    private readonly Action<string, Body> send;
    private readonly Func<TimeSpan> now;

    internal NodeSetup(InitBody init, QuorumSystem quorums, IStore store, Action<string, Body> send, Func<TimeSpan> now)
    {
        (this.send, this.now) = (send, now);
        (Id, Nodes, Quorums, Store) = (init.NodeId, init.NodeIds, quorums, store);
        Retry = TimeSpan.FromMilliseconds(init.Timing?.RetryMs ?? 100);
    }

    private NodeSetup(NodeSetup other, IStore store)
    {
        (send, now, Id, Nodes, Quorums, Retry, Store) = (other.send, other.now, other.Id, other.Nodes, other.Quorums, other.Retry, store);
    }

    /// <summary>The id of this node.</summary>
    public string Id { get; }

    /// <summary>All nodes, this one included.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>The acceptors and what a quorum of them is.</summary>
    public QuorumSystem Quorums { get; }

    /// <summary>What survives the process. It is this node's alone.</summary>
    public IStore Store { get; }

    /// <summary>After which time a proposer without enough answers should try again.</summary>
    public TimeSpan Retry { get; }

    /// <summary>The time since the node was started. The harness may move it (capability <c>ticks</c>), so ask no other clock.</summary>
    public TimeSpan Now => now();

    /// <summary>The same setup on other storage, for nodes that wrap others.</summary>
    public NodeSetup On(IStore store) => new(this, store);

    /// <summary>Sends a message to a node; one to itself is handled next, without travelling.</summary>
    /// <param name="to">The receiver: one of <see cref="Nodes"/>.</param>
    /// <param name="message">What is said, a message between nodes.</param>
    public void Send(string to, Body message) => send(to, message);

    /// <summary>Sends a message to several nodes.</summary>
    /// <param name="to">The receivers.</param>
    /// <param name="message">What is said, a message between nodes.</param>
    public void Send(IEnumerable<string> to, Body message)
    {
        foreach (var node in to) send(node, message);
    }
}
