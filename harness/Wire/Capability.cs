namespace PaxosConformance.Wire;

/// <summary>What a node says it can do, in <see cref="InitOkBody.Capabilities"/>.</summary>
public static class Capability
{
    /// <summary>Messages between nodes go through the harness.</summary>
    public const string Messages = "messages";

    /// <summary>The acceptor's state survives kill -9.</summary>
    public const string Durable = "durable";

    /// <summary>The acceptor's state survives a loss of power.</summary>
    public const string PowerSafe = "power-safe";

    /// <summary>Echo is answered after everything before it was handled.</summary>
    public const string Ordered = "ordered";

    /// <summary>The node can be wiped.</summary>
    public const string Reset = "reset";

    /// <summary>The node's time can be moved by the harness.</summary>
    public const string Ticks = "ticks";

    /// <summary>Multi-Paxos.</summary>
    public const string Slots = "slots";

    /// <summary>Quorums other than majorities can be configured.</summary>
    public const string Quorums = "quorums";

    /// <summary>The node answers <c>learned</c>.</summary>
    public const string Learned = "learned";

    /// <summary>Unsafe configurations are refused at init.</summary>
    public const string RefusesConfig = "refuses-config";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Messages, Durable, PowerSafe, Ordered, Reset, Ticks, Slots, Quorums, Learned, RefusesConfig];
}
