namespace Paxos;

/// <summary>What an acceptor must remember through every crash: one record, never split (P-DUR-05).</summary>
/// <param name="Promised">The highest ballot it ever answered with a vote; <c>default</c> before the first (P-BAL-08).</param>
/// <param name="Accepted">The proposal with the highest ballot it ever accepted, or null.</param>
public sealed record AcceptorState(Ballot Promised, Proposal? Accepted)
{
    /// <summary>The state of an acceptor that has met nobody yet.</summary>
    public static AcceptorState Initial { get; } = new(default, null);
}

/// <summary>All that one node keeps on stable storage.</summary>
/// <param name="Acceptor">The acceptor's memory.</param>
/// <param name="Decided">The decision once this node has learnt it, or null (P-LRN-08).</param>
public sealed record StableState(AcceptorState Acceptor, Value? Decided)
{
    /// <summary>The state of a node that starts for the first time.</summary>
    public static StableState Initial { get; } = new(AcceptorState.Initial, null);
}
