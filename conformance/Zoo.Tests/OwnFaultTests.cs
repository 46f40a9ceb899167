using PaxosConformance.Network;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Where the suite itself fails, nothing is said about the subject, and nothing is lost.</summary>
[Parallelizable(ParallelScope.All)]
public class OwnFaultTests
{
    [Test]
    public async Task A_scenario_at_which_the_suite_fails_is_inconclusive_and_the_others_are_played()
    {
        // No timer can be set so far ahead.
        var impossible = Patience.Default with { Reply = TimeSpan.MaxValue / 4 };
        await using var cage = new Cage(Animal.All.First(animal => animal.Legal is not null), patience: impossible);
        var results = await cage.Play([.. Scenario.All.Where(scenario => scenario.Id is "SC-PRE-01" or "SC-PRE-02")]);
        Assert.That(results.Select(result => (result.Scenario.Id, result.Verdict)), Is.EqualTo([("SC-PRE-01", Verdict.Inconclusive), ("SC-PRE-02", Verdict.Inconclusive)]));
        Assert.That(results.Select(result => result.Message), Has.All.StartsWith("the suite itself failed").And.All.Contains(nameof(ArgumentOutOfRangeException)));
    }
}
