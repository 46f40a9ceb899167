using PaxosConformance.Adapter;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Hosts;

/// <summary>
/// Nodes as objects in this very process, each behind the SDK for adapters. A kill drops the object, a restart makes a new one: what is to
/// survive must be found again by the data directory. Starting one costs nothing, so whole suites can be run by the hundred.
/// </summary>
/// <param name="make">Makes an implementation that is no node yet; one that is disposable is disposed of when its node ends.</param>
/// <param name="time">The time that <see cref="IAdapter.Due"/> is measured in.</param>
public sealed class InProcessHost(Func<IAdapter> make, TimeProvider time) : INodeHost
{
    /// <summary>What an implementation does when it is asked to end, before it is dropped.</summary>
    public Action<IAdapter>? Stopping { get; init; }

    /// <summary>Where the nodes keep what must survive them; null: they see to that themselves.</summary>
    public SimulatedStores? Stores { get; init; }

    /// <summary>
    /// Nodes in the simplest form, on simulated storage: a kill leaves what they wrote there, a loss of power what they synced.
    /// </summary>
    /// <param name="make">Makes a node that knows nothing yet.</param>
    /// <param name="time">What moves the nodes' time until the harness does so, if it does.</param>
    public static InProcessHost Of(Func<INode> make, TimeProvider time)
    {
        var stores = new SimulatedStores();
        return new InProcessHost(() => new NodeAdapter(make, stores.Open, time), time) { Stores = stores };
    }

    /// <inheritdoc/>
    public bool CanKill => true;

    /// <inheritdoc/>
    public bool CanPause => true;

    /// <inheritdoc/>
    public bool CanTerminate => true;

    /// <inheritdoc/>
    public string? DataOutOfReach => Stores is null ? null : "the nodes keep their data in the memory of this process";

    /// <inheritdoc/>
    public IVolumes NewVolumes(RunDirectory directory) => Stores ?? (IVolumes)new Volumes(directory);

    /// <inheritdoc/>
    public void DeleteData(string dataDirectory)
    {
        Stores?.Remove(dataDirectory);
        if (Directory.Exists(dataDirectory)) Directory.Delete(dataDirectory, recursive: true);
    }

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener) => new InProcessNode(make(), time, listener) { Stopping = Stopping };
}
