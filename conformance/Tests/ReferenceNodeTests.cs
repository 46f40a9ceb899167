using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Tests;

/// <summary>The suite, played against the reference node: a test for each scenario.</summary>
public class ReferenceNodeTests
{
    private static readonly SubjectCommand Node = new(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), []);
    private static readonly SuiteSettings Settings = new() { StartPatience = TimeSpan.FromSeconds(60) };

    private RunDirectory directory = null!;
    private NodePool pool = null!;
    private Suite suite = null!;

    public static IEnumerable<TestCaseData> Scenarios => Scenario.All.Select(scenario => new TestCaseData(scenario).SetName($"{scenario.Id} {scenario.Title}"));

    [OneTimeSetUp]
    public void Start()
    {
        directory = RunDirectory.Create();
        pool = new NodePool(new ProcessHost(Node, directory), directory, Settings.StartPatience, Settings.Time);
        suite = new Suite(pool, Settings);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await pool.DisposeAsync();
        var left = Directory.EnumerateFileSystemEntries(directory.Path).ToList();
        directory.Dispose();
        Assert.That(left, Is.Empty, "nodes or their data were left behind");
        Assert.That(Directory.Exists(directory.Path), Is.False);
    }

    [TestCaseSource(nameof(Scenarios))]
    public async Task Play(Scenario scenario)
    {
        var result = await suite.Play(scenario, CancellationToken.None);
        if (result.Verdict == Verdict.NotApplicable) Assert.Ignore(result.Message!);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), () => Told(result));
    }

    private static string Told(ScenarioResult result)
    {
        using var text = new StringWriter();
        var console = new ConsoleReport(text);
        console.Line(result);
        console.End(new RunReport(new SubjectReport($"-- {Node}", new InitOkBody()), [result]));
        return text.ToString();
    }
}
