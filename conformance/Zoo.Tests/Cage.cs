using PaxosConformance.Adapter;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Plays scenarios against one kind of node, in this process.</summary>
internal sealed class Cage(Func<IAdapter> make, Patience patience) : IAsyncDisposable
{
    // For nodes whose time is the harness's no wait of these lasts; for the others they are kept short.
    public static Patience InTicks { get; } = Patience.Default with { Reply = TimeSpan.FromSeconds(2) };

    public static Patience InRealTime { get; } = new(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(30));

    private static readonly HashSet<long> NoProof = [];
    private readonly RunDirectory directory = RunDirectory.Create();
    private readonly List<NodePool> pools = [];

    public static Cage Of(Animal animal)
    {
        var memories = new Memories();
        return new Cage(() => animal.New(memories), animal.Legal?.InRealTime == true ? InRealTime : InTicks);
    }

    public async Task<IReadOnlyList<ScenarioResult>> Play(IReadOnlyList<Scenario> scenarios)
    {
        var settings = new SuiteSettings { Patience = patience, Jobs = 4 };
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
