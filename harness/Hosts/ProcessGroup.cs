using System.Runtime.InteropServices;

namespace PaxosConformance.Hosts;

/// <summary>Signals to a process and all that it started.</summary>
internal static partial class ProcessGroup
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>Ends the group at once. A group that has ended already is no error.</summary>
    public static void Kill(int leader) => _ = kill(-leader, SigKill);

    /// <summary>Asks every process of the group to end. A group that has ended already is no error.</summary>
    public static void Terminate(int leader) => _ = kill(-leader, SigTerm);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
