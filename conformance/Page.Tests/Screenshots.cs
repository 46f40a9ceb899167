using Microsoft.Playwright;
using PaxosConformance.Mutants;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Tests;
using PaxosConformance.Wire;

namespace PaxosConformance.Page.Tests;

/// <summary>Makes the pictures of the README, of a node that forgets its promises when it is killed. CONTRIBUTING.md has the command.</summary>
[Explicit("it plays the whole suite, and overwrites files of the repository")]
public class Screenshots : PageTest
{
    private const int MostBytes = 150_000;

    [Test]
    public async Task Make()
    {
        var report = await Run(Zoo.Mutants.Single(mutant => mutant.Id == "Z16"));
        var failed = report.Scenarios.First(result => result.Verdict == Verdict.Fail).Scenario.Id;
        foreach (var width in new[] { 1280, 400 })
        {
            await Show(report, width);
            await Save($"summary-{width}");
            await Show(report, width, "#" + failed);
            await Page.Locator($"#{failed} .jump").ClickAsync();
            await Page.Locator($"#{failed} {(width == 400 ? ".compare" : "h3")}").EvaluateAsync("one => one.scrollIntoView()");
            await Save($"failing-{width}");
            await Show(report, width, "#SC-PAR-01");
            if (width == 400) await Page.Locator("#SC-PAR-01 .diagram").EvaluateAsync("one => one.scrollIntoView()");
            await Save($"passing-{width}");
        }

        await Show(report, 1280, "#" + failed, ColorScheme.Dark);
        await Page.Locator($"#{failed} .jump").ClickAsync();
        await Page.Locator($"#{failed} h3").EvaluateAsync("one => one.scrollIntoView()");
        await Save("dark-1280");
    }

    private async Task Save(string name)
    {
        var path = Path.Combine(Repository.Root, "conformance", "Reports", "docs", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await Page.WaitForTimeoutAsync(300);
        var picture = await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        Assert.That(picture, Has.Length.LessThan(MostBytes), name);
    }

    private static async Task<RunReport> Run(Mutant mutant)
    {
        var settings = new SuiteSettings { Effort = 10, Network = NetworkMode.Routed, Jobs = 4 };
        var results = await new Trial(settings).Play(Specimen.Of(mutant), Scenario.All, TestContext.CurrentContext.CancellationToken);
        var hello = new InitOkBody
        {
            Implementation = new Implementation { Name = "my-paxos", Version = "1.4.0", Language = "C#" },
            Capabilities = [Capability.Messages, Capability.Durable, Capability.Ordered, Capability.Reset, Capability.Ticks, Capability.Learned],
        };
        return new RunReport(new SubjectReport("-- ./my-paxos --data '{data}'", hello, NetworkMode.Routed), results);
    }
}
