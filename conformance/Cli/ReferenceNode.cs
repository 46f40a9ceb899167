using PaxosConformance.Hosts;

namespace PaxosConformance.Cli;

/// <summary>The reference implementation, which comes with the suite.</summary>
internal static class ReferenceNode
{
    /// <summary>Starts it with the runtime that runs the suite.</summary>
    public static SubjectCommand Command
    {
        get
        {
            var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Paxos.Node.exe" : "Paxos.Node");
            return File.Exists(program)
                ? new SubjectCommand(program, [])
                : new SubjectCommand("dotnet", [Path.Combine(AppContext.BaseDirectory, "Paxos.Node.dll")]);
        }
    }
}
