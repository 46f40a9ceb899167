using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants.Tests;

/// <summary>Every mutant dies by each scenario that is there for it, and by the name of a rule it breaks.</summary>
[Parallelizable(ParallelScope.All)]
public class MutantTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
        from mutant in Zoo.Mutants
        from killer in mutant.Killers
        select new TestCaseData(mutant, killer).SetArgDisplayNames(mutant.Id, killer, mutant.Change);

    // Some die by chance: of a crash at the right instant, of a batch that comes apart.
    [Retry(3)]
    [TestCaseSource(nameof(Pairs))]
    public async Task Is_killed_by_name(Mutant mutant, string killer)
    {
        var scenarios = Scenario.All.Where(scenario => scenario.Id == killer).ToList();
        if (scenarios.Count == 0) Assert.Ignore($"waits for {killer}");
        var result = (await Cage.Play(mutant, scenarios)).Single();
        if (result.Verdict == Verdict.NotApplicable) Assert.Ignore(result.Message!);
        Assert.That(result.Violations.Select(violation => violation.Rule).Intersect(mutant.Breaks), Is.Not.Empty, Cage.Tell(result));
    }
}
