using System.Globalization;

namespace PaxosConformance.Hosts;

/// <summary>Signals to a process and all that it started.</summary>
internal static class ProcessGroup
{
    // The numbers of these two differ between Linux and the BSDs.
    private static readonly int SigStop = OperatingSystem.IsLinux() ? 19 : 17;
    private static readonly int SigCont = OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Ends the group at once. A group that has ended already is no error.</summary>
    public static void Kill(int leader) => _ = Libc.kill(-leader, Libc.SigKill);

    /// <summary>Asks a process to end, and with it the group that it leads. What has ended already is no error.</summary>
    public static void Terminate(int pid, bool leadsGroup) => _ = Libc.kill(leadsGroup ? -pid : pid, Libc.SigTerm);

    /// <summary>Stops the group in the middle of whatever it does.</summary>
    public static void Pause(int leader) => _ = Libc.kill(-leader, SigStop);

    /// <summary>The processes of the group, as far as the operating system tells.</summary>
    public static IReadOnlyList<int> Members(int leader)
    {
        if (!Directory.Exists("/proc/self")) return [leader];
        return [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(process => GroupOf(process) == leader)];
    }

    // The name of the program, in parentheses, may hold anything: the fields are counted from its end. State, parent, group.
    private static int? GroupOf(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Lets the group go on.</summary>
    public static void Resume(int leader) => _ = Libc.kill(-leader, SigCont);
}
