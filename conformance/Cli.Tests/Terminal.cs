using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PaxosConformance.Hosts;
using PaxosConformance.Hosts.Tests;

namespace PaxosConformance.Cli.Tests;

/// <summary>Runs the command as a user does, in a temporary directory of its own.</summary>
internal sealed partial class Terminal : IDisposable
{
    private const int SigInt = 2;
    private readonly List<Process> started = [];
    private readonly string temporary = Directory.CreateTempSubdirectory("cli-tests-").FullName;

    // What a script starts in the background ignores Ctrl-C, and so does all that it starts in turn: nothing here could be interrupted then.
    static Terminal() => _ = signal(SigInt, 0);

    /// <summary>The subject of the tests that answers in a way of its own.</summary>
    public static string TestSubject { get; } = Path.Combine(AppContext.BaseDirectory, "paxos-test-subject");

    /// <summary>What is set in the environment of the command besides.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A file for the command to write.</summary>
    public string File(string name) => Path.Combine(temporary, name);

    /// <summary>Runs the command to its end.</summary>
    public async Task<Finished> Run(params string[] arguments) => await End(Start(arguments));

    /// <summary>Runs the command to its end, with a subject.</summary>
    public async Task<Finished> Run(SubjectCommand subject, params string[] arguments) => await End(Start(subject, arguments));

    /// <summary>Starts the command with a subject.</summary>
    public Process Start(SubjectCommand subject, params string[] arguments) => Start([.. arguments, "--", subject.Program, .. subject.Arguments]);

    /// <summary>Waits for the command to end.</summary>
    public static async Task<Finished> End(Process process)
    {
        using (process)
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await process.WaitForExitAsync().WaitAsync(Subjects.Long);
            }
            catch (TimeoutException)
            {
                // What it goes on to do would be laid at the door of the tests that follow.
                process.Kill(entireProcessTree: true);
                throw;
            }

            return new Finished(process.ExitCode, await output, await error);
        }
    }

    /// <summary>Presses Ctrl-C.</summary>
    public static async Task Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The directories that runs left.</summary>
    public IEnumerable<string> LeftBehind => Directory.EnumerateDirectories(temporary, "paxos-conformance-*");

    /// <summary>All that is in the temporary directory.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(temporary);

    /// <summary>All that runs left, in whatever form.</summary>
    public Leftovers Leftovers => Leftovers.In(temporary);

    /// <summary>Ends what a test that failed has left running, which would disturb those that follow.</summary>
    public void Dispose()
    {
        foreach (var process in started)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
            catch (InvalidOperationException)
            {
                // The test has waited for it, and let it go.
            }
        }

        Directory.Delete(temporary, recursive: true);
    }

    /// <summary>Starts the command.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "paxos-conformance"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = temporary;

        // These tests may run in such a step themselves.
        start.Environment.Remove("GITHUB_ACTIONS");
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        started.Add(process);
        return process;
    }

    [LibraryImport("libc")]
    private static partial nint signal(int signal, nint handler);
}

/// <summary>What the command did.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error);
