using Paxos;

namespace PaxosConformance.Tracing;

/// <summary>What an oracle has to know of a scenario before it begins.</summary>
public sealed record OracleSetting
{
    /// <summary>Who votes, and how many votes suffice. The oracle counts by it, whatever a node believes.</summary>
    public required QuorumSystem Quorums { get; init; }

    /// <summary>The nodes of the cluster, voters or not: whoever else speaks is a stranger. Null: nobody is.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>Nodes that are judged from the beginning. Any other is judged from its <see cref="EventKind.Started"/> on.</summary>
    public IReadOnlyList<string> Real { get; init; } = [];
}
