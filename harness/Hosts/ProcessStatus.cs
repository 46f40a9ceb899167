using System.Globalization;

namespace PaxosConformance.Hosts;

/// <summary>What Linux tells of a process, in the numbered fields of <c>/proc/PID/stat</c> (proc(5)).</summary>
internal sealed class ProcessStatus
{
    // The second field alone may have spaces in it, in parentheses; the third is the first after those.
    private const int First = 3;
    private readonly string[] fields;

    /// <exception cref="IOException">It has ended.</exception>
    public ProcessStatus(int process)
    {
        var line = File.ReadAllText($"/proc/{process}/stat");
        fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <summary>When it was started, counted from the boot, so that setting the clock does not move it.</summary>
    public long Start => Number(22);

    /// <summary>Whether it has any memory: a part of the kernel has none, nor has a process that has ended.</summary>
    public bool HasMemory => Number(23) > 0;

    /// <summary>Whether its environment has a place in its memory. While it becomes another program it has none.</summary>
    public bool HasEnvironmentPlace => Number(51) > 0;

    private long Number(int field) => unchecked((long)ulong.Parse(fields[field - First], CultureInfo.InvariantCulture));
}
