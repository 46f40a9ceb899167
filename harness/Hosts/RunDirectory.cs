using System.Diagnostics;
using System.Globalization;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Hosts;

/// <summary>
/// The temporary directory of one run of the suite. The processes that the run starts bear its name as a mark, so that the next run can
/// end what a run that was itself killed has left behind.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private const string Prefix = "paxos-conformance-";
    private int directories;
    private int processes;

    private RunDirectory(string path) => Path = path;

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Makes the directory of this run, and clears away those of runs that were killed.</summary>
    public static RunDirectory Create()
    {
        var parent = System.IO.Path.GetTempPath();
        foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*").Where(left => !OwnerRuns(left))) Clear(left);
        var path = System.IO.Path.Combine(parent, $"{Prefix}{Incarnation(Environment.ProcessId)}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return new RunDirectory(path);
    }

    /// <summary>The name of the run, which no other run has, on this machine or another.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Makes a new directory for one node's data.</summary>
    public string NewDirectory()
    {
        var path = System.IO.Path.Combine(Path, $"node-{Interlocked.Increment(ref directories)}");
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes a new mark for one process of a node, and all that it will start.</summary>
    internal RunMark NewMark() => MarkOf(Path).Node(Interlocked.Increment(ref processes));

    /// <summary>Ends what the run has started and still runs, and removes the directory with all that is in it.</summary>
    public void Dispose() => Clear(Path);

    internal static RunMark MarkOf(string directory) => new(System.IO.Path.GetFileName(directory));

    // A pid is used again after a while; pid and start time together name a process for good.
    private static string Incarnation(int pid) => string.Create(CultureInfo.InvariantCulture, $"{pid}-{StartOf(pid)}");

    private static long StartOf(int pid)
    {
        // By the clock of the machine the start of another process would move when the clock is set, and a run that is alive would be taken for
        // one that is not.
        if (OperatingSystem.IsLinux()) return new ProcessStatus(pid).Start;
        using var process = Process.GetProcessById(pid);
        return process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond;
    }

    /// <summary>Whether the run still runs whose directory this is, or whose name.</summary>
    internal static bool OwnerRuns(string directory)
    {
        var name = System.IO.Path.GetFileName(directory)[Prefix.Length..];
        if (!int.TryParse(name.Split('-')[0], CultureInfo.InvariantCulture, out var pid)) return true; // Not made by us: leave it alone.
        try
        {
            return name.StartsWith(Incarnation(pid) + "-", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static void Clear(string directory)
    {
        // First who may use the data, then the volumes with the data.
        MarkOf(directory).Kill().GetAwaiter().GetResult();
        try
        {
            foreach (var point in Mounts.Below(directory)) Mounts.Unmount(point);
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VolumeException)
        {
            // Another user's, or another run is clearing it at this moment: it is theirs.
        }
    }
}
