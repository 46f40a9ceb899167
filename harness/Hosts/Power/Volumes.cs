using System.Collections.Concurrent;

namespace PaxosConformance.Hosts.Power;

/// <summary>
/// The volumes of a run: made when one is needed, used again for the next scenario, and only after power loss has been seen to work on this machine.
/// Thread-safe.
/// </summary>
public sealed class Volumes(RunDirectory directory) : IVolumes
{
    private readonly ConcurrentBag<Volume> idle = [];
    private readonly Lock gate = new();
    private int made;
    private bool proven;
    private string? impossible;

    IVolume IVolumes.Rent() => Rent();

    /// <inheritdoc cref="IVolumes.Rent"/>
    public Volume Rent()
    {
        lock (gate) Prove();
        if (!idle.TryTake(out var volume)) volume = Make();
        volume.Clear();
        return volume;
    }

    /// <inheritdoc/>
    public void Return(IVolume volume) => idle.Add((Volume)volume);

    /// <summary>Unmounts and removes all volumes.</summary>
    public void Dispose()
    {
        while (idle.TryTake(out var volume)) volume.Dispose();
    }

    // Whoever judges durability by a loss of power must first have seen it lose what was not synced, and keep what was.
    private void Prove()
    {
        if (impossible is not null) throw new VolumeException(impossible);
        if (proven) return;
        try
        {
            if (!OperatingSystem.IsLinux()) throw new VolumeException("power loss needs Linux, with ext4 and loop devices");
            if (Libc.geteuid() != 0) throw new VolumeException("power loss needs root, to mount file systems");
            var volume = Make();
            idle.Add(volume);
            volume.Clear();
            PowerLossProof.Run(volume);
            proven = true;
        }
        catch (Exception e) when (e is VolumeException or IOException or UnauthorizedAccessException)
        {
            impossible = e.Message;
            throw new VolumeException(impossible);
        }
    }

    private Volume Make()
    {
        var name = Path.Combine(directory.Path, $"volume-{Interlocked.Increment(ref made)}");
        var image = name + ".img";
        try
        {
            Ext4Image.Make(image);
            return new Volume(image, name);
        }
        catch
        {
            File.Delete(image);
            if (Directory.Exists(name)) Directory.Delete(name);
            throw;
        }
    }
}
