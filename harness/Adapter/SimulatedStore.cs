namespace PaxosConformance.Adapter;

/// <summary>Stable storage in memory that outlives the node that uses it, and loses what real storage may lose. Thread-safe.</summary>
public sealed class SimulatedStore : IStore
{
    private readonly Lock gate = new();
    private Dictionary<string, byte[]> written = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]> synced = new(StringComparer.Ordinal);

    private bool isOff;
    private bool isFull;

    /// <summary>How often the node has made sure that what it wrote is durable.</summary>
    public int Syncs { get; private set; }

    /// <summary>
    /// The power fails: what was not synced is gone, and whoever still uses the storage gets errors. A mere kill -9 takes nothing.
    /// </summary>
    public void CutPower()
    {
        lock (gate) (isOff, written) = (true, Copy(synced));
    }

    /// <summary>The power is back.</summary>
    public void RestorePower()
    {
        lock (gate) isOff = false;
    }

    /// <summary>Leaves no room: writes fail, until everything is cleared.</summary>
    public void Fill()
    {
        lock (gate) isFull = true;
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        lock (gate)
        {
            ThrowIfOff();
            return written.GetValueOrDefault(name)?.ToArray();
        }
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        lock (gate)
        {
            ThrowIfOff();
            if (isFull) throw new IOException("no space is left on the simulated disk");
            written[name] = content.ToArray();
        }
    }

    /// <inheritdoc/>
    public void Sync()
    {
        lock (gate)
        {
            ThrowIfOff();
            Syncs++;
            synced = Copy(written);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (gate)
        {
            ThrowIfOff();
            (written, synced, isFull) = (Copy([]), Copy([]), false);
        }
    }

    private static Dictionary<string, byte[]> Copy(Dictionary<string, byte[]> files) => new(files, StringComparer.Ordinal);

    private void ThrowIfOff()
    {
        if (isOff) throw new IOException("the simulated disk has no power");
    }
}
