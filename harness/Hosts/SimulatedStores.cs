using System.Collections.Concurrent;
using PaxosConformance.Adapter;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Hosts;

/// <summary>The stable storage of nodes that run in this process, by their data directories: it outlives them, and can lose its power. Thread-safe.</summary>
public sealed class SimulatedStores : IVolumes
{
    private readonly ConcurrentDictionary<string, SimulatedStore> stores = new(StringComparer.Ordinal);
    private int volumes;

    /// <summary>The storage of a data directory.</summary>
    public SimulatedStore Open(string directory) => stores.GetOrAdd(directory, _ => new SimulatedStore());

    /// <summary>Forgets the storage of a data directory.</summary>
    public void Remove(string directory) => stores.TryRemove(directory, out _);

    /// <inheritdoc/>
    public IVolume Rent() => new SimulatedVolume(this, $"simulated-volume-{Interlocked.Increment(ref volumes)}");

    /// <inheritdoc/>
    public void Return(IVolume volume) => Remove(volume.DataDirectory);

    /// <inheritdoc/>
    public void Dispose() => stores.Clear();

    private sealed class SimulatedVolume(SimulatedStores stores, string directory) : IVolume
    {
        public string DataDirectory => directory;

        public bool IsOff { get; private set; }

        public void CutPower()
        {
            IsOff = true;
            stores.Open(directory).CutPower();
        }

        public void RestorePower()
        {
            stores.Open(directory).RestorePower();
            IsOff = false;
        }

        public void Fill() => stores.Open(directory).Fill();
    }
}
