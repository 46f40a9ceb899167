using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;
using PaxosConformance.Tests;

namespace PaxosConformance.Sample.Tests;

/// <summary>The sample of the SDK's readme is a conforming node.</summary>
public class SampleTests
{
    [Test]
    public async Task The_sample_passes_every_scenario_that_is_for_it_in_process()
    {
        var results = await Stage.Play(() => new Textbook(), Scenario.All);
        Assert.That(results.Where(result => result.Verdict is Verdict.Fail or Verdict.Inconclusive).Select(Stage.Tell), Is.Empty);
        var passed = results.Where(result => result.Verdict == Verdict.Pass).Select(result => result.Scenario.Family).Distinct();
        Assert.That(passed, Is.SupersetOf(["SC-PRE", "SC-ACC", "SC-PRO", "SC-CRA", "SC-PWR", "SC-PAR", "SC-LIV"]));
    }

    [Test]
    public void The_readme_shows_the_sample_word_by_word() => Assert.That(
        File.ReadAllText(Path.Combine(Repository.Root, "harness", "Adapter", "README.md")),
        Does.Contain($"```csharp\n{File.ReadAllText(Path.Combine(Repository.Root, "harness", "Adapter.Sample", "Program.cs"))}```"));

    [Test]
    public async Task The_sample_passes_as_a_process()
    {
        var settings = new SuiteSettings { Jobs = 2, Effort = 2, Patience = Network.Patience.Default with { Reply = TimeSpan.FromSeconds(10) } };
        using var directory = RunDirectory.Create();
        var host = new ProcessHost(new SubjectCommand(Path.Combine(AppContext.BaseDirectory, "paxos-sample"), []), directory);
        await using var pool = new NodePool(host, directory, TimeSpan.FromSeconds(30), settings.Time);
        var scenarios = Scenario.All.Where(scenario => scenario.Id is "SC-PRE-02" or "SC-ACC-01" or "SC-CRA-01" or "SC-CRA-02" or "SC-LIV-01").ToList();
        var results = await new Suite(pool, settings).Play(scenarios, _ => { }, TestContext.CurrentContext.CancellationToken);
        Assert.That(results.Where(result => result.Verdict != Verdict.Pass).Select(Stage.Tell), Is.Empty);
    }
}
