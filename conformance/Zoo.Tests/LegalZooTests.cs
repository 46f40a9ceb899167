using PaxosConformance.Scenarios;

namespace PaxosConformance.Zoo.Tests;

/// <summary>No scenario fails a node that only makes use of its freedom.</summary>
[Parallelizable(ParallelScope.All)]
public class LegalZooTests
{
    private static IEnumerable<TestCaseData> Variants() =>
        Animal.All.Where(animal => animal.Legal is not null).Select(animal => new TestCaseData(animal).SetArgDisplayNames(animal.Name));

    [TestCaseSource(nameof(Variants))]
    public async Task Passes_every_scenario(object variant)
    {
        var animal = (Animal)variant;
        await using var cage = new Cage(animal);
        var results = await cage.Play(Scenario.All);

        var alarms = results.Where(result => result.Verdict is Verdict.Fail or Verdict.Inconclusive).Select(Cage.Tell);
        Assert.That(alarms, Is.Empty);
        var passed = results.Where(result => result.Verdict == Verdict.Pass).Select(result => result.Scenario.Id);
        Assert.That(animal.Legal!.Passes, Is.SubsetOf(passed));
        if (animal.Legal.Unadvised is not { } rule) return;
        Assert.That(results.Where(result => result.AlsoJudged.Contains(rule)), Is.Not.Empty);
        Assert.That(results.Where(result => result.Violations.Any(violation => violation.Rule == rule)).Select(Cage.Tell), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Unwise() =>
        Animal.All.Where(animal => animal.Advised is not null).Select(animal => new TestCaseData(animal).SetArgDisplayNames(animal.Name));

    [TestCaseSource(nameof(Unwise))]
    public async Task Is_told_what_is_advised(object variant)
    {
        var animal = (Animal)variant;
        await using var cage = new Cage(animal);
        var result = (await cage.Play([.. Scenario.All.Where(scenario => scenario.Id == animal.Advised!.Scenario)])).Single();
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), Cage.Tell(result));
        Assert.That(result.Violations.Select(violation => violation.Rule), Is.EqualTo([animal.Advised!.Rule]), Cage.Tell(result));
    }

    /// <summary>Whatever chance brings, and to whichever scenario.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task Passes_every_scenario_with_other_seeds_too(int seed)
    {
        await using var cage = new Cage(new Animal(typeof(KeepsToItsOwnInstance)), seed);
        var results = await cage.Play(Scenario.All);
        Assert.That(results.Where(result => result.Verdict is Verdict.Fail or Verdict.Inconclusive).Select(Cage.Tell), Is.Empty);
    }
}
