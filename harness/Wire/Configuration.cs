using System.ComponentModel;
using System.Text.Json.Serialization;
using Paxos;

namespace PaxosConformance.Wire;

/// <summary>The quorums of the two phases.</summary>
public sealed record Quorums
{
    /// <summary>The quorums of phase 1.</summary>
    [Description("Phase 1: how many acceptors, or which sets of them.")]
    public required PhaseQuorums Phase1 { get; init; }

    /// <summary>The quorums of phase 2.</summary>
    [Description("Phase 2: how many acceptors, or which sets of them.")]
    public required PhaseQuorums Phase2 { get; init; }

    /// <summary>The quorum system of these acceptors.</summary>
    /// <exception cref="QuorumException">It would not be safe, or names what does not exist.</exception>
    public QuorumSystem Over(IReadOnlyList<string> acceptors) => (Phase1, Phase2) switch
    {
        ({ Count: { } q1 }, { Count: { } q2 }) => QuorumSystem.Counts(acceptors, q1, q2),
        ({ Sets: { } q1 }, { Sets: { } q2 }) => QuorumSystem.Sets(acceptors, q1, q2),
        _ => throw new QuorumException("one phase is given as a count and the other as sets: give both alike"),
    };
}

/// <summary>The quorums of one phase: a count, or a list of sets.</summary>
[JsonConverter(typeof(PhaseQuorumsConverter))]
public sealed record PhaseQuorums(int? Count, IReadOnlyList<IReadOnlyList<string>>? Sets);

/// <summary>Hints on time. A node may ignore them; scenarios then take longer.</summary>
public sealed record Timing
{
    /// <summary>After how many milliseconds a proposer without enough answers tries again.</summary>
    [Description("After how many milliseconds a proposer without enough answers tries again.")]
    public int? RetryMs { get; init; }
}

/// <summary>Who carries the messages between nodes.</summary>
public sealed record NetworkConfig
{
    /// <summary>The mode in which the harness carries them.</summary>
    public const string Routed = "routed";

    /// <summary>The mode in which the nodes do it themselves.</summary>
    public const string Direct = "direct";

    /// <summary><see cref="Routed"/> or <see cref="Direct"/>.</summary>
    [Description("routed: over the node's connection to the harness. direct: from node to node over TCP.")]
    public required string Mode { get; init; }

    /// <summary>In direct mode: where this node takes connections of its peers, as host:port.</summary>
    [Description("direct: where this node takes connections of its peers, host:port.")]
    public string? Listen { get; init; }

    /// <summary>In direct mode: where each peer is reached, as host:port.</summary>
    [Description("direct: where each peer is reached, host:port by node id.")]
    public IReadOnlyDictionary<string, string>? Peers { get; init; }
}

/// <summary>The program behind an adapter.</summary>
public sealed record Implementation
{
    /// <summary>Its name.</summary>
    [Description("The name of the implementation.")]
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    [Description("Its version.")]
    public string? Version { get; init; }

    /// <summary>The language it is written in.</summary>
    [Description("The language it is written in.")]
    public string? Language { get; init; }
}

/// <summary>The freedoms of the protocol that a node declares to use. What is not declared may still be used.</summary>
public sealed record Variants
{
    /// <summary>F3: the acceptor takes an accept only in the ballot that it promised last (The Part-Time Parliament).</summary>
    [JsonPropertyName("exact-promise"), Description("F3: accepts only in the ballot that was promised last.")]
    public bool? ExactPromise { get; init; }

    /// <summary>F1: how stale requests are refused: <c>silent</c>, <c>nack</c> or <c>promise-shaped</c>.</summary>
    [JsonPropertyName("refusal"), Description("F1: how a stale request is refused: silent, nack or promise-shaped.")]
    public RefusalShape? Refusal { get; init; }

    /// <summary>F24: durable means "survives kill -9", not loss of power.</summary>
    [JsonPropertyName("no-power-loss"), Description("F24: state is not claimed to survive a loss of power.")]
    public bool? NoPowerLoss { get; init; }
}

/// <summary>How a stale request is refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalShape>))]
public enum RefusalShape
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>With a nack.</summary>
    [JsonStringEnumMemberName("nack")]
    Nack,

    /// <summary>With a message shaped like a vote that carries the refuser's own, higher ballot.</summary>
    [JsonStringEnumMemberName("promise-shaped")]
    PromiseShaped,
}

/// <summary>The counters a node takes in ballots.</summary>
public sealed record BallotRange
{
    /// <summary>The lowest.</summary>
    [Description("The lowest counter.")]
    public required long Min { get; init; }

    /// <summary>The highest.</summary>
    [Description("The highest counter.")]
    public required long Max { get; init; }
}
