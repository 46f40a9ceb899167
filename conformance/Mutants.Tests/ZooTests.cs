using System.Text.RegularExpressions;
using PaxosConformance.Rules;

namespace PaxosConformance.Mutants.Tests;

/// <summary>The zoo is whole, and what it says of its creatures is true.</summary>
[Parallelizable(ParallelScope.All)]
public partial class ZooTests
{
    // The mutants of the catalogue that concern one decision, without slots, flexible quorums and synchronous rounds. Z86 is the reference node itself.
    private static readonly int[] Catalogue =
    [
        .. Enumerable.Range(1, 6), 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36, 37, 40, 41, 42, 43,
        .. Enumerable.Range(51, 13), 65, 66,
    ];

    private static IEnumerable<Creature> All => [.. Zoo.Mutants, .. Zoo.Variants];

    private static IEnumerable<TestCaseData> Creatures() => All.Select(creature => new TestCaseData(creature).SetArgDisplayNames(creature.Id, creature.Change));

    [Test]
    public void The_catalogue_is_complete() =>
        Assert.That(Zoo.Mutants.Select(mutant => mutant.Id).Where(id => id[0] == 'Z'), Is.EquivalentTo(Catalogue.Select(number => $"Z{number:00}")));

    [Test]
    public void An_identifier_names_one_creature() => Assert.That(All.Select(creature => creature.Id), Is.Unique);

    [Test]
    public void What_a_mutant_breaks_is_in_the_ledger() =>
        Assert.That(Zoo.Mutants.SelectMany(mutant => mutant.Breaks).Where(rule => !Ledger.Default.TryGetRule(rule, out _)), Is.Empty);

    [Test]
    public void What_kills_a_mutant_is_named_like_a_scenario() =>
        Assert.That(Zoo.Mutants.Where(mutant => mutant.Killers.Count == 0 || !mutant.Killers.All(killer => ScenarioId().IsMatch(killer))), Is.Empty);

    [TestCaseSource(nameof(Creatures))]
    public async Task Its_change_applies_and_compiles_and_gets_the_diagnostics_it_should(Creature creature)
    {
        var specimen = Specimen.Of(creature);
        Assert.That(specimen.Errors, Is.Empty);
        Assert.That(await Diagnosis.Of(specimen), Is.EqualTo((creature as Mutant)?.Flagged ?? []));
    }

    // Where the reference node has one itself, a mutant's of the same kind would not be seen.
    [Test]
    public async Task The_reference_node_gets_no_diagnostics() => Assert.That(await Diagnosis.OfReference, Is.Empty);

    [GeneratedRegex(@"^SC-[A-Z]{3}-\d\d$")]
    private static partial Regex ScenarioId();
}
