using System.ComponentModel;
using System.Diagnostics;

namespace PaxosConformance.Hosts.Power;

/// <summary>A tool of the operating system.</summary>
internal static class Command
{
    /// <summary>Runs a tool to its end.</summary>
    /// <exception cref="VolumeException">It is not there, or failed: with its own words.</exception>
    public static void Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new VolumeException($"{program} failed with code {process.ExitCode}: {said}");
        }
        catch (Win32Exception e)
        {
            throw new VolumeException($"{program} could not be run: {e.Message}");
        }
    }
}
