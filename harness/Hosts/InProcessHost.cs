using PaxosConformance.Adapter;

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

    /// <inheritdoc/>
    public bool CanKill => true;

    /// <inheritdoc/>
    public bool CanPause => true;

    /// <inheritdoc/>
    public bool CanTerminate => true;

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener) => new InProcessNode(make(), time, listener) { Stopping = Stopping };
}
