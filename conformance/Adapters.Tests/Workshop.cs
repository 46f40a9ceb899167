using System.ComponentModel;
using System.Diagnostics;
using PaxosConformance.Cli;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Adapters.Tests;

/// <summary>A template as <c>init</c> writes it, built, in a directory of its own.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private static readonly SuiteSettings Settings = new()
    {
        Patience = Patience.Default with { Reply = TimeSpan.FromSeconds(5) },
        StartPatience = TimeSpan.FromSeconds(60),
        Network = NetworkMode.Routed,
        Effort = 10,
    };

    private readonly string home = Directory.CreateTempSubdirectory("adapters-tests-").FullName;
    private readonly RunDirectory directory = RunDirectory.Create();
    private readonly NodePool pool;

    private Workshop(Template template, Func<string, string, string> change)
    {
        foreach (var (path, text) in template.Files)
        {
            var file = Path.Combine(home, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, change(path, text));
        }

        if (template.Build is not null) Sh(template.Build);
        var subject = Path.Combine(home, "subject.json");
        pool = new NodePool(new ProcessHost(SubjectFile.Read(subject).CommandFrom(subject)!, directory), directory, Settings.StartPatience, Settings.Time);
        Suite = new Suite(pool, Settings);
    }

    public Suite Suite { get; }

    /// <summary>Skips the test where the machine lacks what the language needs.</summary>
    public static Workshop Open(string language) => Open(language, (_, text) => text);

    /// <inheritdoc cref="Open(string)"/>
    /// <param name="language">The language of the template.</param>
    /// <param name="change">Makes of a file's path and text the text that is used.</param>
    public static Workshop Open(string language, Func<string, string, string> change)
    {
        var template = Template.Of(language)!;
        if (!IsThere(template.Program)) Assert.Ignore($"{template.Program} is not installed: the template in {template.Name} needs {template.Tools}");
        return new Workshop(template, change);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        directory.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--help") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.Kill();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private void Sh(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 2>&1; {command}"]) { WorkingDirectory = home, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{command}\n{said}");
    }
}
