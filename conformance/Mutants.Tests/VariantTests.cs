using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants.Tests;

/// <summary>No scenario fails a legal variant, or finds nothing to judge in it.</summary>
[Parallelizable(ParallelScope.All)]
public class VariantTests
{
    private static IEnumerable<TestCaseData> Variants() => Zoo.Variants.Select(variant => new TestCaseData(variant).SetArgDisplayNames(variant.Id, variant.Change));

    [TestCaseSource(nameof(Variants))]
    public async Task Passes_every_scenario(Variant variant)
    {
        var results = await Cage.Play(variant, Scenario.All, Matrix.Passing);
        Assert.That(results.Where(result => result.Verdict is Verdict.Fail or Verdict.Inconclusive).Select(Cage.Tell), Is.Empty);
        Assert.That(results.Count(result => result.Verdict == Verdict.Pass), Is.GreaterThan(Scenario.All.Count / 2));
    }
}
