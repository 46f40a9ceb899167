using PaxosConformance.Adapter;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Sample.Tests;

/// <summary>Plays scenarios against nodes in this process.</summary>
internal static class Stage
{
    /// <summary>Plays these scenarios against nodes on simulated storage.</summary>
    public static async Task<IReadOnlyList<ScenarioResult>> Play(Func<INode> make, IReadOnlyList<Scenario> scenarios)
    {
        var settings = new SuiteSettings { Jobs = 4, Effort = 2, Patience = Patience.Default with { Reply = TimeSpan.FromSeconds(10) } };
        using var directory = RunDirectory.Create();
        await using var pool = new NodePool(InProcessHost.Of(make, TimeProvider.System), directory, TimeSpan.FromSeconds(30), settings.Time);
        return await new Suite(pool, settings).Play(scenarios, _ => { }, TestContext.CurrentContext.CancellationToken);
    }

    /// <summary>A result with what led to it.</summary>
    public static string Tell(ScenarioResult result) =>
        $"{result.Scenario.Id} {result.Verdict}: {result.Message}\n  {string.Join("\n  ", TraceText.Story(result.Events, new HashSet<long>()).TakeLast(40).Select(TraceText.Show))}";
}
