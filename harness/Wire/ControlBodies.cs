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
}

/// <summary>Asks for a sign of life, or sets a barrier.</summary>
[Description("Harness to node: answered by echo_ok. With capability ordered, after everything before it was handled.")]
public sealed record EchoBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "echo";

    /// <summary>Anything; the answer repeats it.</summary>
    [Description("Anything; the answer repeats it.")]
    public JsonElement? Echo { get; init; }
}

/// <summary>The answer to <see cref="EchoBody"/>.</summary>
[Description("Answer to echo.")]
public sealed record EchoOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "echo_ok";

    /// <summary>What the echo held.</summary>
    [Description("What the echo held.")]
    public JsonElement? Echo { get; init; }
}

/// <summary>Wipes a node.</summary>
[Description("Harness to node, capability reset: wipe all state, as after a fresh start; the next message is init. Answered by reset_ok.")]
public sealed record ResetBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "reset";
}

/// <summary>The answer to <see cref="ResetBody"/>.</summary>
[Description("Answer to reset.")]
public sealed record ResetOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "reset_ok";
}

/// <summary>Moves a node's logical time.</summary>
[Description("Harness to node, capability ticks: time moves on. From the first tick on nothing else moves it. Answered by tick_ok.")]
public sealed record TickBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "tick";

    /// <summary>By how many milliseconds, from 0.</summary>
    [Description("By how many milliseconds time moves, from 0.")]
    public required long Ms { get; init; }

    internal override string? Fault => Ms < 0 ? $"ms is {Ms}: time does not run backwards" : null;
}

/// <summary>The answer to <see cref="TickBody"/>.</summary>
[Description("Answer to tick: all that was due has been done.")]
public sealed record TickOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "tick_ok";
}

/// <summary>A request could not be met.</summary>
[Description("Answer to any request that could not be met.")]
public sealed record ErrorBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "error";

    /// <summary>What kind of error; see <see cref="ErrorCode"/>.</summary>
    [Description("0 timeout, 10 not supported, 11 unavailable, 12 malformed, 13 crash, 14 abort; 0 and 13 leave open whether the request took effect.")]
    public required int Code { get; init; }

    /// <summary>What went wrong, for people.</summary>
    [Description("What went wrong, for people.")]
    public string? Text { get; init; }
}
