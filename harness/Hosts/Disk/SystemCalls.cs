namespace PaxosConformance.Hosts.Disk;

/// <summary>What happens to some system calls of a running node, in the notation of <c>strace -e inject</c>.</summary>
/// <param name="Calls">Which calls; a <c>?</c> before a name means: where this machine has it.</param>
/// <param name="Fault">What happens at each of them.</param>
/// <param name="Files">Only calls on these files; none: all calls.</param>
public sealed record Injection(string Calls, string Fault, params IReadOnlyList<string> Files)
{
    private const string Syncs = "fsync,fdatasync,?msync,?sync_file_range,?syncfs,?sync";
    private const string Writes = "write,pwrite64,?writev,?pwritev,?pwritev2,?ftruncate,?fallocate";
    private const string Names = "?rename,renameat,?renameat2,?link,linkat,?unlink,unlinkat";

    /// <summary>The device cannot make anything durable: every sync fails.</summary>
    public static Injection SyncFails { get; } = new(Syncs, "error=EIO");

    /// <summary>The device takes no write to these files.</summary>
    public static Injection WriteFails(IReadOnlyList<string> files) => new(Writes, "error=EIO", files);

    /// <summary>The device is slow: every sync takes this long, and whoever does not wait for it runs ahead.</summary>
    public static Injection SlowSync(TimeSpan delay) => new(Syncs, $"delay_enter={(long)delay.TotalMicroseconds}");

    /// <summary>The process dies at the n-th call, from 1, of one of its threads that changes a file, makes a change durable or speaks.</summary>
    public static Injection DiesAt(int nth) => new($"{Writes},{Syncs},{Names}", $"signal=KILL:when={nth}");
}
