using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <summary>What each capability brings to whoever declares it.</summary>
public static class Abilities
{
    /// <summary>The capabilities, each with what it says of a node, and what is lost without it.</summary>
    public static IReadOnlyList<Ability> All { get; } =
    [
        new(Capability.Messages, "leaves the messages between nodes to the suite", "only what clients see can be judged (tier observe)"),
        new(Capability.Ordered, "answers echo after everything before it", "every silence has to be waited for"),
        new(Capability.Learned, "tells the decision when asked", "learners are judged by propose_ok alone"),
        new(Capability.Reset, "can be wiped", "every scenario starts processes of its own"),
        new(Capability.Durable, "remembers over kill -9", "crashes are not judged"),
        new(Capability.PowerSafe, "remembers over a loss of power", "losses of power are not judged"),
        new(Capability.Ticks, "lets the suite move its time", "what takes time is waited for in real time"),
        new(Capability.Quorums, "takes other quorums than majorities", "flexible quorums are not judged"),
        new(Capability.RefusesConfig, "refuses unsafe configurations at init", "configurations are not judged"),
        new(Capability.Slots, "decides many values (Multi-Paxos)", "one value is decided, which is all that is asked"),
    ];
}

/// <summary>A capability in words.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="With">What a node does that has it.</param>
/// <param name="Without">What comes of its absence.</param>
public sealed record Ability(string Name, string With, string Without);
