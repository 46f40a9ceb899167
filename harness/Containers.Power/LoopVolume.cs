using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers.Power;

/// <summary>
/// An ext4 file system on a loop device, mounted here besides the container whose data are on it: it is one file system, and its power fails for
/// both.
/// </summary>
internal sealed class LoopVolume : IVolume
{
    private const nuint NoAccessTimes = 0x400;
    private const string Lost = "lost+found";
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly LoopDevice device;
    private readonly string mountPoint;

    public LoopVolume(LoopDevice device, string mountPoint)
    {
        this.device = device;
        this.mountPoint = mountPoint;
        Directory.CreateDirectory(mountPoint);
        Mount();
    }

    /// <summary>The device that it is on.</summary>
    public string Device => device.Path;

    public string DataDirectory => Path.Combine(mountPoint, "data");

    public bool IsOff { get; private set; }

    public void CutPower()
    {
        if (IsOff) return;
        On(file => Libc.Control(file, Ext4.ShutDown, BitConverter.GetBytes(Ext4.WithoutFlush), "the file system could not be shut down"));
        IsOff = true;
    }

    public void RestorePower()
    {
        if (!IsOff) return;
        for (var attempt = 1; ; attempt++)
        {
            Libc.Unmount(mountPoint);
            device.Forget();
            Mount();
            if (HasPower()) break;

            // The container that has just ended lets go of it in a moment; until then it is the file system without power.
            if (attempt == Attempts) throw new VolumeException("somebody still holds the file system whose power has failed");
            Thread.Sleep(Pause);
        }

        IsOff = false;
    }

    public void Fill() => Filler.Grow(Path.Combine(mountPoint, "filler"));

    /// <summary>Empties the volume, and makes that durable. Whoever runs in the container may write there.</summary>
    public void Clear()
    {
        RestorePower();
        foreach (var entry in new DirectoryInfo(mountPoint).EnumerateFileSystemInfos().Where(entry => entry.Name != Lost))
        {
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
        }

        Directory.CreateDirectory(DataDirectory);
        foreach (var folder in new[] { mountPoint, DataDirectory }) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        On(Libc.Sync);
    }

    private void Mount() => Libc.Mount(device.Path, mountPoint, NoAccessTimes, Ext4.Options);

    private bool HasPower()
    {
        var probe = Path.Combine(mountPoint, "probe");
        try
        {
            File.Create(probe).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void On(Action<int> act)
    {
        var file = Libc.Open(mountPoint);
        try
        {
            act(file);
        }
        finally
        {
            Libc.Close(file);
        }
    }
}
