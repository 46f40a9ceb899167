using System.Diagnostics;
using PaxosConformance.Hosts;
using PaxosConformance.Tests;

namespace PaxosConformance.Containers.Tests;

/// <summary>The container engine of this machine, for tests that need a real one, and the image of the reference node.</summary>
internal static class Engine
{
    /// <summary>The name of the image.</summary>
    public const string Image = "paxos-conformance-test-node";

    private static readonly Lazy<string?> Reason = new(Prepare);

    /// <summary>What the engine keeps that runs of the suite make.</summary>
    public static string Kept => string.Join('\n', Docker("ps", "--all", "--format", "{{.Names}}").Output, Docker("network", "ls", "--format", "{{.Name}}").Output, Docker("volume", "ls", "--format", "{{.Name}}").Output);

    /// <summary>Skips the test, with the reason, where there is no engine.</summary>
    public static void Need()
    {
        if (Reason.Value is { } reason) Assert.Ignore(reason);
    }

    /// <summary>Skips the test, with the reason, where the suite was built without an engine of this name.</summary>
    public static void NeedSuite(string name)
    {
        try
        {
            Engines.Named(name).Dispose();
        }
        catch (StartFailedException e)
        {
            Assert.Ignore(e.Message);
        }
    }

    /// <summary>Asks the engine.</summary>
    public static (int ExitCode, string Output) Docker(params string[] arguments) => Run("docker", arguments);

    /// <summary>Builds an image on that of the reference node, with another command.</summary>
    public static void Build(string image, string command)
    {
        var folder = Directory.CreateTempSubdirectory("image-").FullName;
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), $"FROM {Image}\nCMD {command}\n");
        var (code, output) = Docker("build", "--quiet", "--tag", image, folder);
        Directory.Delete(folder, recursive: true);
        Assert.That(code, Is.Zero, output);
    }

    private static string? Prepare()
    {
        if (!OperatingSystem.IsLinux()) return "the image of the reference node is built from the libraries of this machine, which must be those of Linux";
        var (code, output) = Docker("version");
        if (code != 0) return $"there is no container engine: {output}";
        (code, output) = Run("sh", Path.Combine(Repository.Root, "src", "Paxos.Node", "image.sh"), Image);
        if (code == 0) return null;

        // A feed may lack the runtime that a self-contained program takes along; everything else is our own fault.
        return output.Contains("error NU", StringComparison.Ordinal) ? $"the image of the reference node could not be built: {output}" : throw new InvalidOperationException(output);
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["BASE"] = "scratch";
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            return (process.ExitCode, (output.Result + error.Result).Trim());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
