using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Mutants.Tests;

/// <summary>Plays scenarios against creatures, as real processes.</summary>
internal static class Cage
{
    private static readonly SuiteSettings Settings = new() { StartPatience = TimeSpan.FromSeconds(60), Jobs = 1 };
    private static readonly HashSet<long> NoProof = [];

    public static Task<IReadOnlyList<ScenarioResult>> Play(Creature creature, IReadOnlyList<Scenario> scenarios, int effort = 100) =>
        new Trial(Settings with { Effort = effort }).Play(Specimen.Of(creature), scenarios, TestContext.CurrentContext.CancellationToken);

    /// <summary>A result with all that led to it, for the reader of a failed test.</summary>
    public static string Tell(ScenarioResult result) =>
        $"{result.Scenario.Id} {result.Verdict}: {result.Message}\n  {string.Join("\n  ", TraceText.Story(result.Events, NoProof).TakeLast(60).Select(TraceText.Show))}";
}
