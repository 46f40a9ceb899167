using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Tests;

/// <summary>The suite, played against nodes that carry their messages themselves: it sees only what clients see.</summary>
public class DirectModeTests
{
    private static readonly SubjectCommand Reference = new(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), []);

    // In real time: a busy machine is no reason for a verdict.
    private static readonly SuiteSettings Settings = new()
    {
        Network = NetworkMode.Direct,
        StartPatience = TimeSpan.FromSeconds(60),
        Patience = Patience.Default with { Reply = TimeSpan.FromSeconds(30) },
    };

    public static IEnumerable<TestCaseData> Observable =>
        Scenario.All.Where(scenario => scenario.IsObservable).Select(scenario => new TestCaseData(scenario).SetArgDisplayNames(scenario.Id));

    [TestCaseSource(nameof(Observable))]
    public async Task The_reference_node_passes(Scenario scenario)
    {
        var result = await Play(Reference, scenario.Id);
        if (result.Verdict == Verdict.NotApplicable) Assert.Ignore(result.Message!);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), result.Message);
    }

    [TestCase("decides-alone", "SC-NET-04", "P-QRM-01")]
    [TestCase("decides-alone", "SC-CRA-02", "P-SAF-01")]
    [TestCase("counts-messages", "SC-NET-04", "P-NET-04")]
    [TestCase("forgets", "SC-CRA-02", "P-DUR-02")]
    [TestCase("forgets", "SC-CRA-02", "P-SAF-01")]
    public async Task A_wrong_node_is_caught_by_name(string kind, string id, string rule)
    {
        var result = await Play(Wrong(kind), id);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail), result.Message);
        Assert.That(result.Violations.Select(violation => violation.Rule), Does.Contain(rule));
    }

    [Test]
    public async Task What_needs_the_messages_between_nodes_is_not_applicable()
    {
        var result = await Play(Reference, "SC-PRE-02");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.NotApplicable));
        Assert.That(result.Message, Does.Contain("does not see the messages between nodes"));
    }

    [Test]
    public async Task A_node_that_leaves_its_messages_to_the_harness_after_all_is_not_judged()
    {
        var result = await Play(Wrong("leaves-messages"), "SC-NET-04");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.NotApplicable));
        Assert.That(result.Message, Does.StartWith("n1 leaves its messages to the harness"));
    }

    private static SubjectCommand Wrong(string kind) => new(Path.Combine(AppContext.BaseDirectory, "paxos-test-subject"), [kind]);

    private static async Task<ScenarioResult> Play(SubjectCommand subject, string id)
    {
        using var directory = RunDirectory.Create();
        await using var pool = new NodePool(new ProcessHost(subject, directory), directory, Settings.StartPatience, Settings.Time);
        return await new Suite(pool, Settings).Play(Scenario.All.Single(scenario => scenario.Id == id), CancellationToken.None);
    }
}
