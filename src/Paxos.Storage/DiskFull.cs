namespace Paxos.Storage;

/// <summary>The errors by which systems say that a disk, or the user's share of it, is full.</summary>
internal static class DiskFull
{
    private const int NoSpace = 28; // ENOSPC, on every Unix
    private const int LinuxQuota = 122, AppleQuota = 69; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool Is(Exception error) => error is IOException && (OperatingSystem.IsWindows()
        ? error.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : error.HResult is NoSpace || error.HResult == (OperatingSystem.IsLinux() ? LinuxQuota : AppleQuota));
}
