using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Tests;

/// <summary>The suite, played against the reference node: a test for each scenario.</summary>
public class ReferenceNodeTests
{
    private static readonly SubjectCommand Node = new(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), []);
    private static readonly SuiteSettings Settings = new() { StartPatience = TimeSpan.FromSeconds(60), JudgePuppets = true, Effort = 20 };

    // The judge of puppets is not made for thousands of ballots; each race is an ordinary prepare and accept.
    private static readonly SuiteSettings ForRaces = Settings with { JudgePuppets = false };

    private RunDirectory directory = null!;
    private NodePool pool = null!;
    private Suite suite = null!;
    private Suite races = null!;

    public static IEnumerable<TestCaseData> Scenarios => Scenario.All.Select(scenario => new TestCaseData(scenario).SetName($"{scenario.Id} {scenario.Title}"));

    [OneTimeSetUp]
    public void Start()
    {
        directory = RunDirectory.Create();
        pool = new NodePool(new ProcessHost(Node, directory), directory, Settings.StartPatience, Settings.Time);
        suite = new Suite(pool, Settings);
        races = new Suite(pool, ForRaces);
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

    // What these are about is what no correct node says: votes of strangers and learners, two values in one ballot, two decisions.
    private static readonly string[] WithIllegalPuppets = ["SC-PRO-06", "SC-QRM-04", "SC-ACC-09", "SC-ROB-02"];

    private static readonly string[] WithThousandsOfBallots = ["SC-ACC-07", "SC-CRA-07", "SC-CRA-09"];

    [TestCaseSource(nameof(Scenarios))]
    public async Task Play(Scenario scenario)
    {
        var result = await (WithThousandsOfBallots.Contains(scenario.Id) ? races : suite).Play(scenario, CancellationToken.None);
        if (!WithIllegalPuppets.Contains(scenario.Id))
            Assert.That(result.PuppetFaults.Select(fault => $"{fault.Rule}: {fault.Actual} at {string.Join(", ", fault.Proof)}"), Is.Empty, "a puppet said what no correct node says");
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
