using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants.Tests;

/// <summary>What a run of the matrix makes of a failure that is no creature's.</summary>
public class MatrixTests
{
    [Test]
    public async Task A_failure_of_the_suite_itself_is_told_and_costs_no_other_result()
    {
        var (mutant, variant) = (Zoo.Mutants.First(one => one.Tier == Tier.Wire), Zoo.Variants[0]);
        var matrix = new Matrix { Creatures = [mutant, variant], Jobs = 1, Settings = new SuiteSettings { Time = new BrokenClock() } };
        var heard = new List<Fate>();

        var fates = await matrix.Run(heard.Add, TestContext.CurrentContext.CancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fates.Select(fate => fate.Outcome), Is.EqualTo([Outcome.Astray, Outcome.Alarmed]));
            Assert.That(heard, Is.EquivalentTo(fates));
            Assert.That(fates.SelectMany(fate => fate.Findings).Select(finding => finding.Message), Has.All.EqualTo("the suite itself failed: the clock has stopped"));
            Assert.That(fates[0].Findings.Select(finding => finding.Scenario), Is.EqualTo(mutant.Killers));
        }
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException("the clock has stopped");
    }
}
