namespace PaxosConformance.Cli.Tests;

/// <summary>What runs with a temporary directory of their own have left on this machine by now.</summary>
/// <param name="Processes">Processes that have the directory in their environment, as all have that a run starts.</param>
/// <param name="Mounts">Mounts in it.</param>
/// <param name="LoopDevices">Loop devices whose files are in it.</param>
/// <param name="Directories">Directories of runs in it. Other files may be the subject's: a killed .NET process leaves its diagnostic socket.</param>
internal sealed record Leftovers(int Processes, int Mounts, int LoopDevices, int Directories)
{
    public static Leftovers None { get; } = new(0, 0, 0, 0);

    public static Leftovers In(string directory) => new(
        Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _)).Count(process => Read($"{process}/environ").Contains($"TMPDIR={directory}\0", StringComparison.Ordinal)),
        Read("/proc/mounts").Split('\n').Count(mount => mount.Contains(directory, StringComparison.Ordinal)),
        Directory.EnumerateDirectories("/sys/block", "loop*").Count(device => Read($"{device}/loop/backing_file").StartsWith(directory, StringComparison.Ordinal)),
        Directory.EnumerateDirectories(directory, "paxos-conformance-*").Count());

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
