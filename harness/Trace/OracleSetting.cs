using Paxos;

namespace PaxosConformance.Tracing;

/// <summary>What an oracle has to know of a scenario before it begins.</summary>
public sealed record OracleSetting
{
    /// <summary>Who votes, and how many votes suffice. The oracle counts by it, whatever a node believes.</summary>
    public required QuorumSystem Quorums { get; init; }

    /// <summary>The nodes of the cluster, voters or not: whoever else speaks is a stranger. Null: nobody is.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>
    /// Whether the trace holds the messages between nodes. Without them only that is judged which clients see: agreement (P-SAF-01), validity
    /// (P-SAF-02) and integrity (P-SAF-03); by what votes a node decided nobody knows.
    /// </summary>
    public bool SeesMessages { get; init; } = true;

    /// <summary>Nodes that are judged from the beginning. Any other is judged from its <see cref="EventKind.Started"/> on.</summary>
    public IReadOnlyList<string> Real { get; init; } = [];
}
