using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>Makes a process a node.</summary>
[Description("Harness to node, first of all: who the node is. Answered by init_ok, or by error where the configuration is refused.")]
public sealed record InitBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "init";

    /// <summary>The id of the node.</summary>
    [Description("The id of this node.")]
    public required string NodeId { get; init; }

    /// <summary>All nodes, this one included.</summary>
    [Description("The ids of all nodes, this one included.")]
    public required IReadOnlyList<string> NodeIds { get; init; }

    /// <summary>The directory for all that must survive a crash; exists, and is the node's alone.</summary>
    [Description("A directory of this node's own for everything that must survive a crash.")]
    public string? DataDir { get; init; }

    /// <summary>The acceptors; null: all nodes.</summary>
    [Description("The nodes that vote. Default: all of node_ids.")]
    public IReadOnlyList<string>? Acceptors { get; init; }

    /// <summary>The quorums; null: majorities.</summary>
    [Description("The quorums of the two phases. Default: any majority of the acceptors.")]
    public Quorums? Quorums { get; init; }

    /// <summary>Hints on time; null: as the implementation likes.</summary>
    [Description("Hints on time.")]
    public Timing? Timing { get; init; }

    /// <summary>Who carries the messages between nodes; null: the harness.</summary>
    [Description("Who carries the messages between nodes. Default: routed.")]
    public NetworkConfig? Network { get; init; }

    internal static InitBody Read(Fields fields) => new()
    {
        NodeId = fields.Text("node_id"),
        NodeIds = fields.Texts("node_ids"),
        DataDir = fields.OptionalText("data_dir"),
        Acceptors = fields.OptionalTexts("acceptors"),
        Quorums = fields.OptionalObject("quorums") is { } quorums ? Quorums.Read(quorums) : null,
        Timing = fields.OptionalObject("timing") is { } timing ? Timing.Read(timing) : null,
        Network = fields.OptionalObject("network") is { } network ? NetworkConfig.Read(network) : null,
    };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("node_id", NodeId);
        json.Write("node_ids", NodeIds);
        json.Optional("data_dir", DataDir);
        json.Optional("acceptors", Acceptors);
        Quorums?.Write(json, "quorums");
        Timing?.Write(json, "timing");
        Network?.Write(json, "network");
    }
}

/// <summary>The answer to <see cref="InitBody"/>.</summary>
[Description("Answer to init: the node is recovered and ready, and says what it is and can do.")]
public sealed record InitOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "init_ok";

    /// <summary>The version of this protocol: 1.</summary>
    [Description("The version of this protocol: 1.")]
    public int? Protocol { get; init; }

    /// <summary>The program behind the adapter.</summary>
    [Description("The program behind the adapter.")]
    public Implementation? Implementation { get; init; }

    /// <summary>What the node can do; see <see cref="Capability"/>.</summary>
    [Description("What the node can do: messages, durable, power-safe, ordered, reset, ticks, slots, quorums, learned, refuses-config.")]
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>The freedoms of the protocol that the node makes use of.</summary>
    [Description("The freedoms of the protocol that the node makes use of.")]
    public Variants? Variants { get; init; }

    /// <summary>The counters that the node takes in ballots; null: 1 to 2^53 - 1.</summary>
    [Description("The counters that the node takes in ballots. Default: 1 to 9007199254740991.")]
    public BallotRange? Ballots { get; init; }

    internal static InitOkBody Read(Fields fields) => new()
    {
        Protocol = fields.OptionalInt("protocol"),
        Implementation = fields.OptionalObject("implementation") is { } implementation ? Implementation.Read(implementation) : null,
        Capabilities = fields.OptionalTexts("capabilities"),
        Variants = fields.OptionalObject("variants") is { } variants ? Variants.Read(variants) : null,
        Ballots = fields.OptionalObject("ballots") is { } ballots ? BallotRange.Read(ballots) : null,
    };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Optional("protocol", Protocol);
        Implementation?.Write(json, "implementation");
        json.Optional("capabilities", Capabilities);
        Variants?.Write(json, "variants");
        Ballots?.Write(json, "ballots");
    }
}
