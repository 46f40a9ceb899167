using System.ComponentModel;
using System.Runtime.InteropServices;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers.Power;

/// <summary>The calls of Linux that make, mount and shut down file systems.</summary>
internal static partial class Libc
{
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int Detach = 2;
    private const uint BlockDevice = 0x6000;

    /// <summary>Opens a file, device or directory.</summary>
    public static int Open(string path, bool toWrite = false) => Check(open(path, CloseOnExec | (toWrite ? ReadWrite : 0)), $"'{path}' could not be opened");

    /// <summary>Closes what was opened.</summary>
    public static void Close(int file) => _ = close(file);

    /// <summary>Asks a device or file system for something of its own.</summary>
    public static int Control(int file, nuint request, nint argument, string what) => Check(ioctl(file, request, argument), what);

    /// <inheritdoc cref="Control(int, nuint, nint, string)"/>
    public static unsafe void Control(int file, nuint request, ReadOnlySpan<byte> argument, string what)
    {
        fixed (byte* first = argument) Check(ioctl(file, request, (nint)first), what);
    }

    /// <summary>Makes the node of a block device, where the container was given none.</summary>
    public static void MakeBlockDevice(string path, int major, int minor)
    {
        if (!File.Exists(path)) Check(mknod(path, BlockDevice | 0b110_000_000, (nuint)((major << 8) | (minor & 0xff) | ((minor & ~0xff) << 12))), $"'{path}' could not be made");
    }

    /// <summary>Mounts an ext4 file system.</summary>
    public static void Mount(string device, string directory, nuint flags, string options) => Check(mount(device, directory, "ext4", flags, options), $"'{device}' could not be mounted");

    /// <summary>Unmounts; whoever still uses the file system keeps it.</summary>
    public static void Unmount(string directory) => Check(umount2(directory, Detach), $"'{directory}' could not be unmounted");

    /// <summary>Makes everything in a file system durable.</summary>
    public static void Sync(int file) => Check(syncfs(file), "the volume could not be synced");

    private static int Check(int result, string what) =>
        result >= 0 ? result : throw new VolumeException($"{what}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int file, nuint request, nint argument);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mknod(string path, uint mode, nuint device);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int umount2(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(int file);
}
