namespace PaxosConformance.Scenarios;

/// <content>What is kept besides the verdict: to judge the trace again, to look into a failure, and to set it against what is known.</content>
public sealed partial record ScenarioResult
{
    /// <summary>The stages that the trace was played on, in order.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>The faults that were planned for moments of the traffic.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];

    /// <summary>What the nodes of the last stage left, if the scenario failed and <see cref="SuiteSettings.KeepsRemains"/>.</summary>
    public IReadOnlyList<NodeRemains> Remains { get; init; } = [];

    /// <summary>The rules whose violation was known before the run.</summary>
    public IReadOnlyCollection<string> Known { get; init; } = [];

    /// <summary>What the baseline makes of the verdict, and what to do; null: nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>How often the scenario was played.</summary>
    public Plays Plays { get; init; } = new(1, 1);
}

/// <summary>A fault that was planned for a moment of the traffic.</summary>
/// <param name="What">What was to happen: <c>kill -9 of n2</c>.</param>
/// <param name="When">The moment: <c>the first accepted of n2</c>.</param>
/// <param name="HasStruck">Whether the moment came.</param>
public sealed record PlannedFault(string What, string When, bool HasStruck);

/// <summary>How often a scenario was played.</summary>
/// <param name="Alike">How often with the verdict that counts, from 1.</param>
/// <param name="All">How often altogether.</param>
public sealed record Plays(int Alike, int All);
