using System.Buffers;
using System.Globalization;
using System.Text;

namespace PaxosConformance.Hosts;

/// <summary>
/// A mark in the environment of the processes that a run starts, which all that they start inherits: so those are found again who have
/// left their process group, or have outlived its leader. Where the operating system does not show environments (anywhere but on Linux),
/// nobody is found.
/// </summary>
/// <param name="Value">The name of the run's directory; for one node of it, that and a number.</param>
internal sealed record RunMark(string Value)
{
    private const string Variable = "PAXOS_CONFORMANCE_RUN";

    // For the last of them to end, which have no say in it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // With the arguments, as Linux has it unless it is told otherwise (execve(2)).
    private const int LongestEnvironment = 2 * 1024 * 1024;

    // What shows no environment and has a place for it has an empty one, or has just got it.
    private const int MostDoubts = 3;

    private readonly byte[] entry = Encoding.UTF8.GetBytes($"{Variable}={Value}");

    /// <summary>The processes that bear the mark, or one derived from it.</summary>
    public IReadOnlyList<int> Processes => OperatingSystem.IsLinux() ? [.. All().Where(Bears)] : [];

    /// <summary>The mark for one of the run's nodes.</summary>
    public RunMark Node(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{Value}/{number}"));

    /// <summary>Marks a process that is about to start.</summary>
    public void Put(IDictionary<string, string?> environment) => environment[Variable] = Value;

    /// <summary>Sends a signal to all who bear the mark.</summary>
    public void Signal(int signal)
    {
        foreach (var process in Processes) _ = Libc.kill(process, signal);
    }

    /// <summary>Kills all who bear the mark, and waits until they have ended.</summary>
    public async Task Kill()
    {
        // Who is killed may just have started another one.
        for (var left = Grace; Processes is { Count: > 0 } found && left > TimeSpan.Zero; left -= Pause)
        {
            foreach (var process in found) _ = Libc.kill(process, Libc.SigKill);
            await Task.Delay(Pause);
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0 && process != Environment.ProcessId);

    private bool Bears(int process)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestEnvironment);
        try
        {
            ReadOnlySpan<byte> environment = EnvironmentOf(process, buffer);
            foreach (var variable in environment.Split((byte)0))
            {
                if (environment[variable].StartsWith(entry) && environment[variable][entry.Length..] is [] or [(byte)'/', ..]) return true;
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // While a process becomes another program it shows no environment, and is not to be passed over for that.
    private static Span<byte> EnvironmentOf(int process, byte[] buffer)
    {
        var doubts = 0;
        for (var left = Grace; ; left -= Pause)
        {
            var length = Read(process, buffer);
            if (length > 0 || left <= TimeSpan.Zero) return buffer.AsSpan(0, length);
            var status = new ProcessStatus(process);
            if (!status.HasMemory || (status.HasEnvironmentPlace && ++doubts > MostDoubts)) return [];
            Thread.Sleep(Pause);
        }
    }

    // At once: of two parts the second may be of another program.
    private static int Read(int process, byte[] buffer)
    {
        using var file = File.OpenHandle($"/proc/{process}/environ");
        return RandomAccess.Read(file, buffer, 0);
    }
}
