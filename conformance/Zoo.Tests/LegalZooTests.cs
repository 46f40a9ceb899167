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
    }
}
