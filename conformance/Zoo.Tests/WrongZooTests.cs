using PaxosConformance.Scenarios;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Every scenario catches a wrong node, and names what is wrong with it.</summary>
[Parallelizable(ParallelScope.All)]
public class WrongZooTests
{
    private static readonly string[] Families = ["SC-PRE", "SC-ACC", "SC-DEC", "SC-PRO", "SC-BAL", "SC-QRM"];

    private static IEnumerable<TestCaseData> Mutants() =>
        from animal in Animal.All
        from fails in animal.Fails
        select new TestCaseData(animal, fails.Scenario, fails.Rule).SetArgDisplayNames(animal.Name, fails.Scenario, fails.Rule);

    [TestCaseSource(nameof(Mutants))]
    public async Task Is_caught_by_name(object mutant, string id, string rule)
    {
        await using var cage = new Cage((Animal)mutant);
        var result = (await cage.Play([.. Scenario.All.Where(scenario => scenario.Id == id)])).Single();
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail), Cage.Tell(result));
        Assert.That(result.Violations.Select(violation => violation.Rule), Does.Contain(rule), Cage.Tell(result));
    }

    [Test]
    public void Every_scenario_of_the_message_level_has_a_node_that_fails_it()
    {
        var judged = Animal.All.SelectMany(animal => animal.Fails).Select(fails => fails.Scenario);
        var scenarios = Scenario.All.Where(scenario => Families.Contains(scenario.Family)).Select(scenario => scenario.Id);
        Assert.That(scenarios.Except(judged), Is.Empty);
    }

    [Test]
    public void Every_animal_is_either_legal_or_wrong() =>
        Assert.That(Animal.All.Where(animal => animal.Legal is null != animal.Fails.Any()).Select(animal => animal.Name), Is.Empty);
}
