namespace PaxosConformance.Hosts;

/// <summary>Signals to a process and all that it started.</summary>
internal static class ProcessGroup
{
    /// <summary>Ends the group at once. A group that has ended already is no error.</summary>
    public static void Kill(int leader) => Signal(leader, Libc.SigKill);

    /// <summary>Asks a process to end, and with it the group that it leads. What has ended already is no error.</summary>
    public static void Terminate(int pid, bool leadsGroup) => _ = Libc.kill(leadsGroup ? -pid : pid, Libc.SigTerm);

    /// <summary>Sends a signal to all of the group.</summary>
    public static void Signal(int leader, int signal) => _ = Libc.kill(-leader, signal);
}
