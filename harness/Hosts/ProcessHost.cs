using System.ComponentModel;
using System.Diagnostics;

namespace PaxosConformance.Hosts;

/// <summary>Nodes as child processes that speak the protocol on stdin and stdout.</summary>
public sealed class ProcessHost(SubjectCommand command, RunDirectory directory) : INodeHost
{
    // Makes the child the leader of a new session and group, then becomes the command: kill -9 to the group leaves no grandchild.
    private static readonly string? SetSid = Find("setsid");

    /// <inheritdoc/>
    public bool CanKill => true;

    /// <inheritdoc/>
    public bool CanPause => SetSid is not null;

    /// <inheritdoc/>
    public bool CanTerminate => !OperatingSystem.IsWindows();

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener)
    {
        var program = Find(command.Program) ?? throw Missing(command.Program);
        var start = new ProcessStartInfo(SetSid ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        if (SetSid is not null) start.ArgumentList.Add(program);
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument.Replace(SubjectCommand.DataDirectory, dataDirectory, StringComparison.Ordinal));

        // A killed .NET process leaves three files of its diagnostics in the temporary directory, and nodes are killed by the hundred.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        var mark = directory.NewMark();
        mark.Put(start.Environment);
        try
        {
            return new NodeProcess(Process.Start(start)!, SetSid is not null, mark, listener);
        }
        catch (Win32Exception e)
        {
            throw new StartFailedException($"'{program}' could not be started: {e.Message}", e);
        }
    }

    private static StartFailedException Missing(string program) => new(program.Contains('/') && File.Exists(program)
        ? $"'{program}' is not executable: chmod +x it, or name the program that runs it"
        : $"'{program}' was not found: give a path to the program, or a name that is in PATH");

    private static string? Find(string program)
    {
        if (program.Contains('/')) return IsExecutable(program) ? Path.GetFullPath(program) : null;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
