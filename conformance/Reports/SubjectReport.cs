using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports;

/// <summary>Who was judged.</summary>
/// <param name="Command">The command that starts a node, or where it listens.</param>
/// <param name="Hello">What the node said of itself.</param>
/// <param name="Network">Who carried the messages between its nodes.</param>
public sealed record SubjectReport(string Command, InitOkBody Hello, NetworkMode Network = NetworkMode.Auto)
{
    /// <summary>The options that a replay needs, as one would type them, with a space at the end; empty for the usual ones.</summary>
    public string Options { get; init; } = "";

    /// <summary>The command of the suite that judged it.</summary>
    public string Verb { get; init; } = "run";

    /// <summary>The tier with the messages between nodes.</summary>
    public const string Intercept = "intercept";

    /// <summary>The tier without them.</summary>
    public const string Observe = "observe";

    /// <summary>Name, version and language, as far as told.</summary>
    public string Name => Hello.Implementation is { } it
        ? it.Name + (it.Version is null ? "" : " " + it.Version) + (it.Language is null ? "" : $" ({it.Language})")
        : "a node that does not tell its name";

    /// <summary>How much the harness sees: <c>intercept</c> with the messages between nodes, <c>observe</c> without.</summary>
    public string Tier => Network != NetworkMode.Direct && Hello.Capabilities?.Contains(Capability.Messages) == true ? Intercept : Observe;
}
