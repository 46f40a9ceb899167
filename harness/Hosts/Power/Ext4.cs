namespace PaxosConformance.Hosts.Power;

/// <summary>How a file system is mounted and shut down so that exactly what was synced is left (P-DUR-03).</summary>
internal static class Ext4
{
    /// <summary>The ioctl EXT4_IOC_SHUTDOWN.</summary>
    public const nuint ShutDown = 0x8004587d;

    /// <summary>Its argument: what is not in the journal yet is lost.</summary>
    public const uint WithoutFlush = 2;

    /// <summary>The options of the mount.</summary>
    /// <remarks>
    /// The journal is written when it was asked for, or when it is older than an hour: no scenario takes so long. By default ext4 also writes a file
    /// that takes another's name before the name becomes durable, as if it had been synced: no node can count on this kindness of one file system.
    /// </remarks>
    public const string Options = "commit=3600,delalloc,noauto_da_alloc";
}
