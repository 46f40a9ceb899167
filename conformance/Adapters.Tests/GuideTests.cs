using System.Diagnostics;
using System.Text.RegularExpressions;
using PaxosConformance.Tests;

namespace PaxosConformance.Adapters.Tests;

/// <summary>What the guide shows of the suite's output is what comes.</summary>
public partial class GuideTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "harness/adapters/guide");

    public static IEnumerable<TestCaseData> Shown => Block().Matches(File.ReadAllText(Path.Combine(Folder, "../README.md")))
        .Select(block => (Command: block.Groups[1].Value, Sums: Sum().Matches(block.Groups[2].Value).Select(sum => sum.Value).ToList()))
        .Where(shown => shown.Command.StartsWith("smoke", StringComparison.Ordinal) || shown.Command.Contains("--only", StringComparison.Ordinal))
        .Select(shown => new TestCaseData(shown.Command, shown.Sums).SetName($"The guide shows what comes of {shown.Command}"));

    [TestCaseSource(nameof(Shown))]
    public async Task Shows_what_comes(string command, List<string> sums)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("the guide is told for Linux");
        if (command.Contains("SC-PWR-01", StringComparison.Ordinal) && !Environment.IsPrivilegedProcess) Assert.Ignore("losing power takes root");
        Assert.That(sums, Has.Count.EqualTo(1), "a command is shown with its sum");
        var start = new ProcessStartInfo("sh", ["-c", $"'{Path.Combine(AppContext.BaseDirectory, "paxos-conformance")}' {command}"]) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(output, Does.Contain($"\n{sums[0]}\n"));
    }

    [Test]
    public void Every_step_is_shown() =>
        Assert.That(Directory.EnumerateFiles(Folder, "*.py").Select(Path.GetFileName), Is.All.Matches<string?>(step => Shown.Any(shown => ((string)shown.Arguments[0]!).EndsWith(step!, StringComparison.Ordinal))));

    [GeneratedRegex(@"^\$ paxos-conformance ((?:run|smoke) [^\n]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\d+ (?:scenario|step)s?: .*$", RegexOptions.Multiline)]
    private static partial Regex Sum();
}
