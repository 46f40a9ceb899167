using PaxosConformance.Adapter;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Plays scenarios against one kind of node, in this process.</summary>
internal sealed class Cage(Func<IAdapter> make) : IAsyncDisposable
{
    // A silence is legal whenever it ends: nobody is wronged by a short wait for it.
    private static readonly Patience Brief = Patience.Default with { Quiet = TimeSpan.FromMilliseconds(100) };

    private static readonly HashSet<long> NoProof = [];
    private readonly RunDirectory directory = RunDirectory.Create();
    private readonly List<NodePool> pools = [];

    public static Cage Of(Animal animal)
    {
        var memories = new Memories();
        return new Cage(() => animal.New(memories));
    }

    public async Task<IReadOnlyList<ScenarioResult>> Play(IReadOnlyList<Scenario> scenarios)
    {
        var settings = new SuiteSettings { Patience = Brief, Jobs = 4 };
        var pool = new NodePool(new InProcessHost(make, TimeProvider.System), directory, settings.StartPatience, settings.Time);
        pools.Add(pool);
        return await new Suite(pool, settings).Play(scenarios, _ => { }, TestContext.CurrentContext.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools) await pool.DisposeAsync();
        directory.Dispose();
    }

    /// <summary>A result with all that led to it, for the reader of a failed test.</summary>
    public static string Tell(ScenarioResult result) =>
        $"{result.Scenario.Id} {result.Verdict}: {result.Message}\n  {string.Join("\n  ", TraceText.Story(result.Events, NoProof).TakeLast(60).Select(TraceText.Show))}";
}
