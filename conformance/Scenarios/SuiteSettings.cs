using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>What the user of a run can choose.</summary>
public sealed record SuiteSettings
{
    /// <summary>How long the harness waits.</summary>
    public Patience Patience { get; init; } = Patience.Default;

    /// <summary>For how long a node may take to answer <c>init</c>.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many nodes the clusters have in which all nodes are real: 1 to 7.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Who carries the messages between the nodes.</summary>
    public NetworkMode Network { get; init; }

    /// <summary>How many scenarios run at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long scenarios go on that live by repetition (crashes at random instants, random networks, duels), in percent of what the
    /// catalogue asks for: 1 to 1000.
    /// </summary>
    public int Effort { get; init; } = 100;

    /// <summary>Decides what is left to chance; see <see cref="Chance"/>. From 0.</summary>
    public int Seed { get; init; }

    /// <summary>What other runs drew at random, by scenario: these are played as they were then (<see cref="ScenarioResult.Drawn"/>).</summary>
    public IReadOnlyDictionary<string, Drawn> Replay { get; init; } = new Dictionary<string, Drawn>();

    /// <summary>The seed for a scenario: the one of the run that it follows, if it follows one.</summary>
    internal int SeedOf(Scenario scenario) => Replay.GetValueOrDefault(scenario.Id)?.Seed ?? Seed;

    /// <summary>Whether the suite's own puppets are judged too: a test of the suite, and slow where there are many ballots.</summary>
    public bool JudgePuppets { get; init; }

    /// <summary>Whether the data and the stderr of the nodes are kept where a scenario fails: <see cref="ScenarioResult.Remains"/>.</summary>
    public bool KeepsRemains { get; init; }

    /// <summary>The clock of the harness.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sees every event of every scenario as it happens, from many threads.</summary>
    public Action<Scenario, TraceEvent>? Watch { get; init; }

    /// <summary>The settings for a subject that says this of itself: <see cref="NetworkMode.Auto"/> becomes what it is for this one.</summary>
    public SuiteSettings For(InitOkBody subject) => Network != NetworkMode.Auto
        ? this
        : this with { Network = subject.Capabilities?.Contains(Capability.Messages) == true ? NetworkMode.Routed : NetworkMode.Direct };
}

/// <summary>Who carries the messages between the nodes.</summary>
public enum NetworkMode
{
    /// <summary>The harness where the nodes have the capability <c>messages</c>, otherwise the nodes themselves.</summary>
    Auto,

    /// <summary>The harness.</summary>
    Routed,

    /// <summary>The nodes themselves, over links that the harness can cut; it sees only what clients see.</summary>
    Direct,
}
