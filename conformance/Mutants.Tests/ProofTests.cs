using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants.Tests;

public class ProofTests
{
    private static readonly Mutant Mutant = new("Z99", "some change") { Breaks = ["P-ACC-01"], Killers = ["SC-PRE-02"] };

    [Test]
    public void A_rule_is_proven_by_a_mutant_that_only_its_checks_find() => Assert.That(Of("P-ACC-01").Alone, Is.EqualTo(["Z99"]));

    [Test]
    public void It_is_not_proven_by_one_that_other_checks_find_too()
    {
        var proof = Of("P-ACC-01", "P-ACC-05");
        Assert.That(proof.Alone, Is.Empty);
        Assert.That(proof.Besides, Is.EqualTo(["Z99"]));
    }

    [Test]
    public void Advice_finds_nobody() => Assert.That(Of("P-ACC-01", "P-ACC-15").Alone, Is.EqualTo(["Z99"]));

    [Test]
    public void Another_rule_proves_nothing() => Assert.That(Of("P-ACC-05").IsProven, Is.False);

    private static Proof Of(params string[] named) =>
        Proof.Of([new Fate(Mutant, [.. named.Select(rule => new Finding("SC-PRE-02", Verdict.Fail, [rule], null))], [])]).Single(proof => proof.Rule.Id == "P-ACC-01");
}
