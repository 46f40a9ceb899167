namespace PaxosConformance.Hosts.Power;

/// <summary>A file system of its own for the data of one node, whose power can fail.</summary>
public interface IVolume
{
    /// <summary>The directory for the node's data.</summary>
    string DataDirectory { get; }

    /// <summary>Whether the power has failed and is not back.</summary>
    bool IsOff { get; }

    /// <summary>
    /// The power fails, at once. Whoever still runs on the volume gets errors from now on, and nothing of what it writes arrives.
    /// </summary>
    /// <exception cref="VolumeException">The file system did not take it.</exception>
    void CutPower();

    /// <summary>The power is back: the file system recovers what it has. No process may have files open on the volume.</summary>
    /// <exception cref="VolumeException">It could not be mounted again.</exception>
    void RestorePower();

    /// <summary>Leaves no room: writes that need new blocks fail with ENOSPC.</summary>
    void Fill();
}

/// <summary>The volumes of a run: made when one is needed, and used again for the next scenario. Thread-safe.</summary>
public interface IVolumes : IDisposable
{
    /// <summary>Gets an empty volume.</summary>
    /// <exception cref="VolumeException">There can be no volumes here; the message says why.</exception>
    IVolume Rent();

    /// <summary>Takes a volume back, on which nothing runs any more.</summary>
    void Return(IVolume volume);
}
