using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PaxosConformance.Hosts.Power;

/// <summary>What is mounted.</summary>
internal static class Mounts
{
    private const string Table = "/proc/self/mounts";
    private const string Devices = "/sys/block";
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The mount points below a directory, the deepest first.</summary>
    public static IReadOnlyList<string> Below(string directory) => !File.Exists(Table) ? [] : File.ReadLines(Table)
        .Select(line => line.Split(' ')[1].Replace(@"\040", " ", StringComparison.Ordinal))
        .Where(point => point.StartsWith(directory + "/", StringComparison.Ordinal))
        .OrderByDescending(point => point.Length)
        .ToList();

    /// <summary>Unmounts; the loop device goes with the mount.</summary>
    /// <returns>Whether nobody holds the file system any more; otherwise it is out of sight, and goes when it is let go.</returns>
    /// <exception cref="VolumeException">It could not be unmounted.</exception>
    public static bool Unmount(string point)
    {
        // A killed process lets go of its files a moment after it has ended.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Libc.umount2(point, 0) == 0) return true;
            Thread.Sleep(Pause);
        }

        // Who has left the process group may hold it for ever: then it is only taken out of sight.
        if (Libc.umount2(point, Libc.Detach) == 0) return false;
        throw new VolumeException($"'{point}' could not be unmounted: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    /// <summary>Whether an image that was unmounted is really at rest.</summary>
    /// <remarks>
    /// A mount namespace that was made meanwhile, as container engines make them, has the mount too: the file system lives on there, and the next
    /// mount of the image would be of that one, without power as it is.
    /// </remarks>
    public static bool IsReleased(string image)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (!HasDevice(image)) return true;
            Thread.Sleep(Pause);
        }

        return false;
    }

    private static bool HasDevice(string image) => Directory.Exists(Devices) && Directory.EnumerateDirectories(Devices, "loop*").Any(device => BackingFile(device) == image);

    private static string? BackingFile(string device)
    {
        try
        {
            return File.ReadAllText(Path.Combine(device, "loop", "backing_file")).TrimEnd('\n');
        }
        catch (IOException)
        {
            // Free, or free by now.
            return null;
        }
    }
}
