using System.Diagnostics;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Runs the <c>dotnet</c> command.</summary>
internal static class Dotnet
{
    public static string Run(string directory, params string[] arguments) => Run(directory, expectSuccess: true, arguments);

    public static string Run(string directory, bool expectSuccess, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test host sets for itself must not steer another build; no compiler or build node may outlive the test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.That(process.ExitCode, expectSuccess ? Is.Zero : Is.Not.Zero, $"dotnet {string.Join(' ', arguments)} in {directory} ended with {process.ExitCode}:\n{output}");
        return output;
    }
}
