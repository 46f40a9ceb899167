using PaxosConformance.Hosts;

namespace PaxosConformance.Containers;

/// <summary>The labels on all that a run has an engine make, by which it is found again: by the run itself, and by the next one if the run was killed.</summary>
internal sealed class RunLabel(IContainerEngine engine, string run)
{
    private const string Run = "paxos-conformance.run";
    private const string Machine = "paxos-conformance.machine";

    // A network or volume can be removed only when nobody is in it any more.
    private static readonly Resource[] InOrder = [Resource.Container, Resource.Network, Resource.Volume];

    public IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string> { [Run] = run, [Machine] = Environment.MachineName };

    /// <summary>Removes all that this run has made.</summary>
    public Task RemoveOwn() => Remove($"{Run}={run}", _ => true);

    /// <summary>Removes what runs of this machine have left that are no more. What belongs to runs of other machines, which may share the engine, stays.</summary>
    public Task RemoveLeftovers() => Remove($"{Machine}={Environment.MachineName}", name => !RunDirectory.OwnerRuns(name));

    private async Task Remove(string filter, Func<string, bool> isMeant)
    {
        var found = await Task.WhenAll(InOrder.Select(kind => engine.Find(kind, filter, Run)));
        foreach (var (kind, all) in InOrder.Zip(found)) await Task.WhenAll(all.Where(one => isMeant(one.Value)).Select(one => engine.Remove(kind, one.Name)));
    }
}
