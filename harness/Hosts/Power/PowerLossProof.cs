namespace PaxosConformance.Hosts.Power;

/// <summary>Shows that a loss of power on a volume loses what was not synced and keeps what was (catalogue 6.2: first trust the tool).</summary>
internal static class PowerLossProof
{
    private static readonly byte[] Before = [1, 1, 1, 1];
    private static readonly byte[] After = [2, 2, 2, 2];

    /// <summary>Cuts the power of an empty volume, and looks at what is left.</summary>
    /// <exception cref="VolumeException">The loss of power is not what it should be.</exception>
    public static void Run(IVolume volume)
    {
        var synced = Path.Combine(volume.DataDirectory, "synced");
        var unsynced = Path.Combine(volume.DataDirectory, "unsynced");
        var overwritten = Path.Combine(volume.DataDirectory, "overwritten");
        var replaced = Path.Combine(volume.DataDirectory, "replaced");
        Write(overwritten, Before, sync: true);
        Write(replaced, Before, sync: true);

        // The new name becomes durable with what is synced next, the new content was never synced.
        Write(replaced + ".new", After, sync: false);
        File.Move(replaced + ".new", replaced, overwrite: true);
        Write(synced, Before, sync: true);

        // From here on nothing is synced: a sync of one file may carry the names of others with it.
        Write(overwritten, After, sync: false);
        Write(unsynced, Before, sync: false);
        volume.CutPower();
        volume.RestorePower();
        if (!Has(synced, Before)) throw new VolumeException("power loss does not work here: what was synced is lost");
        if (!Has(overwritten, Before)) throw new VolumeException("power loss does not work here: a write without a sync was kept");
        if (!Has(replaced, []) && !Has(replaced, Before)) throw new VolumeException("power loss does not work here: a file that took the name of another without a sync was kept");
        if (File.Exists(unsynced)) throw new VolumeException("power loss does not work here: a file that was never synced was kept");
    }

    private static void Write(string file, byte[] content, bool sync)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: sync);
    }

    private static bool Has(string file, byte[] content) => File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(content);
}
