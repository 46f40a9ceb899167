using System.Runtime.InteropServices;

namespace PaxosConformance.Hosts;

/// <summary>The calls of the operating system that .NET has no method for.</summary>
internal static partial class Libc
{
    public const int Detach = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    // The numbers of these two differ between Linux and the BSDs.
    public static readonly int SigStop = OperatingSystem.IsLinux() ? 19 : 17;
    public static readonly int SigCont = OperatingSystem.IsLinux() ? 18 : 19;
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
    private static readonly int NonBlocking = OperatingSystem.IsLinux() ? 0x800 : 0x4;

    /// <summary>
    /// Opens for reading, without waiting for anybody as a pipe would. Not for the children: a node that is started at this moment would hold the file
    /// for ever.
    /// </summary>
    public static int OpenToRead(string path) => open(path, CloseOnExec | NonBlocking);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    public static partial int close(int file);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int syncfs(int file);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int file, nuint request, in uint argument);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int umount2(string path, int flags);
}
