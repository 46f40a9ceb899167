using PaxosConformance.Scenarios;

namespace PaxosConformance.Zoo.Tests;

/// <summary>The order in which findings are told.</summary>
[Parallelizable(ParallelScope.All)]
public class FindingTests
{
    [Test]
    public async Task A_broken_agreement_is_not_told_as_a_lack_of_progress()
    {
        await using var cage = new Cage(Animal.All.Single(animal => animal.Type == typeof(KeepsItsOwnValue)));
        var result = (await cage.Play([.. Scenario.All.Where(scenario => scenario.Id == "SC-PAR-01")])).Single();
        var rules = result.Violations.Select(found => found.Rule).ToList();
        Assert.That(rules, Does.Contain("P-SAF-01").And.Contain("P-LIV-08"), Cage.Tell(result));
        Assert.That(rules[^1], Is.EqualTo("P-LIV-08"));
        Assert.That(result.Message, Does.StartWith("P-PRO-02:").Or.StartWith("P-SAF-01:"));
    }
}
