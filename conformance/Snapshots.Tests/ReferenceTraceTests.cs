using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;
using PaxosConformance.Tests;

namespace PaxosConformance.Snapshots.Tests;

/// <summary>The traces of the reference node are the accepted ones; by Verify where it is there, and by the suite's own check.</summary>
public class ReferenceTraceTests
{
    // What goes another way on a busy machine, and then the accepted one again, has not changed.
    private const int Plays = 3;

    private static readonly string Traces = Path.Combine(Repository.Root, "conformance", "Snapshots.Tests", "Traces");
    private static readonly SnapshotFolder Folder = new(Traces);
    private static readonly SuiteSettings Settings = new() { StartPatience = TimeSpan.FromSeconds(60), Network = NetworkMode.Routed };

    private RunDirectory directory = null!;
    private NodePool pool = null!;
    private Suite suite = null!;

    public static IEnumerable<TestCaseData> Accepted => Folder.Scenarios.Select(scenario => new TestCaseData(scenario).SetArgDisplayNames(scenario.Id));

    [OneTimeSetUp]
    public void Start()
    {
        directory = RunDirectory.Create();
        var node = new SubjectCommand(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), ["--seed", "1"]);
        pool = new NodePool(new ProcessHost(node, directory), directory, Settings.StartPatience, Settings.Time);
        suite = new Suite(pool, Settings);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await pool.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public void Most_scenarios_have_an_accepted_trace() => Assert.That(Folder.Scenarios, Has.Count.GreaterThan(Scenario.All.Count / 2));

    [TestCaseSource(nameof(Accepted))]
    public async Task The_trace_is_the_accepted_one(Scenario scenario)
    {
        var result = await suite.Play(scenario, CancellationToken.None);
        if (result.Verdict == Verdict.NotApplicable) Assert.Ignore(result.Message!);
        for (var play = 1; play < Plays && Folder.Compare(result) is not null; play++) result = await suite.Play(scenario, CancellationToken.None);
        if (VerifiedTrace.Lacking is null) await VerifiedTrace.Hold(TraceSnapshot.Of(result), Traces, scenario.Id);
        var change = Folder.Compare(result);
        Assert.That(change, Is.Null, () => $"the trace is not the accepted one; if that is right, rename .received.txt to .verified.txt:\n{change!.File}\n{string.Join('\n', change.Difference)}");
    }
}
