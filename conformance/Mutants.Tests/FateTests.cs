using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants.Tests;

/// <summary>A mutant is killed by the name of its rule, and by nothing else.</summary>
public class FateTests
{
    private static readonly Mutant Mutant = new("Z99", "some change") { Breaks = ["P-ACC-01"], Killers = ["SC-PRE-02"] };
    private static readonly Variant Variant = new("V99", "some freedom");

    [TestCase(Verdict.Fail, new[] { "P-ACC-05", "P-ACC-01" }, Outcome.Killed, TestName = "A check that names its rule kills")]
    [TestCase(Verdict.Pass, new[] { "P-ACC-01" }, Outcome.Killed, TestName = "Advice that names its rule kills")]
    [TestCase(Verdict.Fail, new[] { "P-ACC-05" }, Outcome.Astray, TestName = "A check that names another rule does not kill")]
    [TestCase(Verdict.Inconclusive, new string[0], Outcome.Astray, TestName = "A crash does not kill")]
    [TestCase(Verdict.NotApplicable, new string[0], Outcome.NotJudged, TestName = "What is not for this machine does not kill")]
    [TestCase(Verdict.Pass, new string[0], Outcome.Survived, TestName = "A pass does not kill")]
    public void Of_a_mutant(Verdict verdict, string[] rules, Outcome outcome) =>
        Assert.That(new Fate(Mutant, [new Finding("SC-PRE-02", verdict, rules, null)], []).Outcome, Is.EqualTo(outcome));

    [Test]
    public void A_mutant_whose_scenarios_are_not_there_waits() =>
        Assert.That(new Fate(Mutant, [new Finding("SC-PRE-01", Verdict.Fail, ["P-ACC-05"], null)], []).Outcome, Is.EqualTo(Outcome.Waits));

    [TestCase(Verdict.Pass, Outcome.Passed)]
    [TestCase(Verdict.NotApplicable, Outcome.Passed)]
    [TestCase(Verdict.Fail, Outcome.Alarmed)]
    [TestCase(Verdict.Inconclusive, Outcome.Alarmed)]
    public void Of_a_variant(Verdict verdict, Outcome outcome) =>
        Assert.That(new Fate(Variant, [new Finding("SC-PRE-02", verdict, [], null)], []).Outcome, Is.EqualTo(outcome));

    [Test]
    public void A_variant_that_is_flagged_is_a_false_alarm() => Assert.That(new Fate(Variant, [], ["PAX1001"]).Outcome, Is.EqualTo(Outcome.Alarmed));
}
