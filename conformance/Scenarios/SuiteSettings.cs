using PaxosConformance.Network;
using PaxosConformance.Tracing;

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

    /// <summary>How many scenarios run at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long scenarios go on that live by repetition (crashes at random instants, random networks, duels), in percent of what the
    /// catalogue asks for: 1 to 1000.
    /// </summary>
    public int Effort { get; init; } = 100;

    /// <summary>Decides what is left to chance; see <see cref="Chance"/>. From 0.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the suite's own puppets are judged too: a test of the suite, and slow where there are many ballots.</summary>
    public bool JudgePuppets { get; init; }

    /// <summary>The clock of the harness.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sees every event of every scenario as it happens, from many threads.</summary>
    public Action<Scenario, TraceEvent>? Watch { get; init; }
}
