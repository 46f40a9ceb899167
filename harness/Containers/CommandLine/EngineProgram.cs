using System.ComponentModel;
using System.Diagnostics;

namespace PaxosConformance.Containers.CommandLine;

/// <summary>The program of an engine, and how it is called.</summary>
/// <param name="path">A path, or a name that is looked up in PATH.</param>
internal sealed class EngineProgram(string path)
{
    /// <summary>The programs that are tried where none is named, in this order.</summary>
    public static readonly string[] Known = ["docker", "podman", "nerdctl"];

    /// <summary>What it is called.</summary>
    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    /// <summary>The first known program in PATH.</summary>
    /// <exception cref="EngineException">There is none.</exception>
    public static string Find() => Known.FirstOrDefault(IsInPath)
        ?? throw new EngineException($"none of {string.Join(", ", Known)} was found in PATH: install a container engine, or name its program with --engine");

    /// <summary>Runs the program to its end.</summary>
    /// <returns>What it wrote to stdout.</returns>
    /// <exception cref="EngineException">It failed: with its own words.</exception>
    public async Task<string> Run(params IEnumerable<string> arguments)
    {
        var (code, output, error) = await Try(arguments);
        return code == 0 ? output : throw Failed(error.Length > 0 ? error : $"exit code {code}");
    }

    /// <summary>Runs the program to its end, whatever comes of it.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Try(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).TrimEnd(), (await error).Trim());
    }

    /// <summary>The failure that the program's words tell.</summary>
    public EngineException Failed(string said) => new($"{Name}: {Advice.After(said)}");

    private Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new EngineException($"the container engine '{path}' could not be run: {e.Message}: give a path to the program, or a name that is in PATH", e);
        }
    }

    private static bool IsInPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));
}
