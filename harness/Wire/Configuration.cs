using System.ComponentModel;
using System.Text.Json;
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

    internal static Quorums Read(Fields fields) => new()
    {
        Phase1 = fields.PhaseQuorums("phase1"),
        Phase2 = fields.PhaseQuorums("phase2"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        Phase1.Write(json, "phase1");
        Phase2.Write(json, "phase2");
        json.WriteEndObject();
    }
}

/// <summary>The quorums of one phase: a count, or a list of sets.</summary>
public sealed record PhaseQuorums(int? Count, IReadOnlyList<IReadOnlyList<string>>? Sets)
{
    internal void Write(Utf8JsonWriter json, string name)
    {
        if (Count is { } count)
        {
            json.WriteNumber(name, count);
            return;
        }

        json.WriteStartArray(name);
        foreach (var set in Sets!) json.Write(set);
        json.WriteEndArray();
    }
}

/// <summary>Hints on time. A node may ignore them; scenarios then take longer.</summary>
public sealed record Timing
{
    /// <summary>After how many milliseconds a proposer without enough answers tries again.</summary>
    [Description("After how many milliseconds a proposer without enough answers tries again.")]
    public int? RetryMs { get; init; }

    internal static Timing Read(Fields fields) => new()
    {
        RetryMs = fields.OptionalInt("retry_ms"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.Optional("retry_ms", RetryMs);
        json.WriteEndObject();
    }
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

    internal static NetworkConfig Read(Fields fields) => new()
    {
        Mode = fields.Text("mode"),
        Listen = fields.OptionalText("listen"),
        Peers = fields.OptionalTable("peers"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("mode", Mode);
        json.Optional("listen", Listen);
        json.Optional("peers", Peers);
        json.WriteEndObject();
    }
}
