using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Plays scenarios against one kind of node, in this process.</summary>
internal sealed class Cage : IAsyncDisposable
{
    // A silence is legal whenever it ends: nobody is wronged by a short wait for it.
    private static readonly Patience Brief = Patience.Default with { Quiet = TimeSpan.FromMilliseconds(100) };

    private static readonly HashSet<long> NoProof = [];
    private readonly SuiteSettings settings;
    private readonly RunDirectory directory = RunDirectory.Create();
    private readonly NodePool pool;

    public Cage(Animal animal, int seed = 0, Patience? patience = null, params ScenarioResult[] again)
    {
        settings = new SuiteSettings { Patience = patience ?? Brief, Jobs = 4, Effort = 2, Seed = seed, Replay = again.ToDictionary(result => result.Scenario.Id, result => result.Drawn) };
        var memories = new Memories();
        pool = new NodePool(new InProcessHost(() => animal.New(memories), TimeProvider.System) { Stopping = node => ((TextbookNode)node).OnStop() }, directory, settings.StartPatience, settings.Time);
    }

    public async Task<IReadOnlyList<ScenarioResult>> Play(IReadOnlyList<Scenario> scenarios) =>
        await new Suite(pool, settings).Play(scenarios, _ => { }, TestContext.CurrentContext.CancellationToken);

    /// <summary>The stage of a scenario that nobody plays.</summary>
    public Scene Stage(Scenario scenario, CancellationToken cancel) => new(scenario, pool, settings, new Chance(scenario, settings.Seed), cancel);

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        directory.Dispose();
    }

    /// <summary>A result with all that led to it, for the reader of a failed test.</summary>
    public static string Tell(ScenarioResult result) =>
        $"{result.Scenario.Id} {result.Verdict}: {result.Message}\n  {string.Join("\n  ", TraceText.Story(result.Events, NoProof).TakeLast(60).Select(TraceText.Show))}";
}
