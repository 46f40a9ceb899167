using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PaxosConformance.Hosts.Power;

/// <summary>
/// A file system of its own for the data of one node. Its power can fail: then exactly that is left which was on stable storage, by
/// <c>fsync</c> or its like (P-DUR-03). Not thread-safe.
/// </summary>
/// <remarks>An ext4 image, mounted through a loop device. Power fails by the ioctl EXT4_IOC_SHUTDOWN without a flush of the journal.</remarks>
public sealed class Volume : IVolume, IDisposable
{
    private string image;
    private readonly string mountPoint;
    private bool isMounted;

    internal Volume(string image, string mountPoint)
    {
        this.image = image;
        this.mountPoint = mountPoint;
        Directory.CreateDirectory(mountPoint);
        Mount();
    }

    /// <inheritdoc/>
    public string DataDirectory => Path.Combine(mountPoint, "data");

    /// <inheritdoc/>
    public bool IsOff { get; private set; }

    private string FillerPath => Path.Combine(mountPoint, "filler");

    /// <inheritdoc/>
    public void CutPower()
    {
        if (IsOff) return;
        On(mountPoint, file => Libc.ioctl(file, Ext4.ShutDown, Ext4.WithoutFlush), "be shut down");
        IsOff = true;
    }

    /// <inheritdoc/>
    public void RestorePower()
    {
        if (!IsOff) return;
        if (!Unmount()) LeaveDevice();
        Mount();
        IsOff = false;
    }

    /// <inheritdoc/>
    public void Fill() => Filler.Grow(FillerPath);

    /// <inheritdoc/>
    public void Drain() => File.Delete(FillerPath);

    /// <summary>Empties the volume, and makes that durable.</summary>
    /// <exception cref="VolumeException">It did not come back after a failure of power, or could not be synced.</exception>
    internal void Clear()
    {
        RestorePower();
        Drain();
        if (Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
        Directory.CreateDirectory(DataDirectory);
        On(mountPoint, Libc.syncfs, "be synced");
    }

    /// <summary>Unmounts the volume and removes its image.</summary>
    public void Dispose()
    {
        if (isMounted) Unmount();
        Directory.Delete(mountPoint);
        File.Delete(image);
    }

    private void Mount()
    {
        Command.Run("mount", "-t", "ext4", "-o", $"loop,noatime,{Ext4.Options}", image, mountPoint);
        isMounted = true;
    }

    /// <returns>Whether nobody holds the file system any more.</returns>
    private bool Unmount()
    {
        isMounted = false;
        return Mounts.Unmount(mountPoint) && Mounts.IsReleased(image);
    }

    // The device of a file system that somebody holds would be used again, and with it the file system that has no power.
    private void LeaveDevice()
    {
        var copy = image + "+";
        File.Copy(image, copy);
        File.Delete(image);
        image = copy;
    }

    private static void On(string directory, Func<int, int> call, string what)
    {
        var file = Libc.OpenToRead(directory);
        if (file < 0 || call(file) < 0)
        {
            var error = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            if (file >= 0) _ = Libc.close(file);
            throw new VolumeException($"'{directory}' could not {what}: {error}");
        }

        _ = Libc.close(file);
    }
}
