using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Benchmarks;

/// <summary>The suite as <c>paxos-conformance run</c> plays it: as many scenarios at a time as there are processors, nodes used again.</summary>
internal sealed class SuiteRun : IAsyncDisposable
{
    private readonly SuiteSettings settings = new();
    private readonly NodePool pool;

    public SuiteRun(SubjectCommand node, RunDirectory directory) =>
        pool = new NodePool(new ProcessHost(node, directory), directory, settings.StartPatience, settings.Time);

    /// <exception cref="InvalidOperationException">A scenario did not pass: what was measured is not what is meant.</exception>
    public async Task<int> PlayAll()
    {
        var results = await new Suite(pool, settings).Play(Scenario.All, _ => { }, CancellationToken.None);
        if (results.FirstOrDefault(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)) is { } bad)
            throw new InvalidOperationException($"{bad.Scenario.Id} is {bad.Verdict.ToText()}: {bad.Message}");
        return results.Count;
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();
}
