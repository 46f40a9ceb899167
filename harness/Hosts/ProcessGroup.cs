using System.Runtime.InteropServices;

namespace PaxosConformance.Hosts;

/// <summary>Signals to a process and all that it started.</summary>
internal static partial class ProcessGroup
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>Ends the group at once. A group that has ended already is no error.</summary>
    public static void Kill(int leader) => _ = kill(-leader, SigKill);

    /// <summary>Asks a process to end, and with it the group that it leads. What has ended already is no error.</summary>
    public static void Terminate(int pid, bool leadsGroup) => _ = kill(leadsGroup ? -pid : pid, SigTerm);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
