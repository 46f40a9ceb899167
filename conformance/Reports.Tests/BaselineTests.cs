using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class BaselineTests
{
    private static readonly DateOnly Today = new(2027, 1, 31);
    private static readonly string Print = Fingerprint.Of("SC-PRE-02", PromisedBelowThePromise.Violations[0]);

    [Test]
    public void A_failure_that_is_known_fails_nothing()
    {
        var report = Judged(new KnownFailure("SC-PRE-02", "P-ACC-01", Print) { Issue = "#12", Owner = "ann" });
        Assert.That(report.Scenarios[0].Verdict, Is.EqualTo(Verdict.Known));
        Assert.That(report.Scenarios[0].Remark, Is.EqualTo("issue #12, owner ann"));
        Assert.That(report.Rules.Single(rule => rule.Rule.Id == "P-ACC-01").Verdict, Is.EqualTo(Verdict.Known));
        Assert.That(report.ExitCode, Is.EqualTo(0));
    }

    [Test]
    public void A_line_without_a_fingerprint_knows_every_failure_of_its_rule() =>
        Assert.That(Judged(new KnownFailure("SC-PRE-02", "P-ACC-01", null)).Scenarios[0].Verdict, Is.EqualTo(Verdict.Known));

    [TestCase("SC-PRE-03", "P-ACC-01")]
    [TestCase("SC-PRE-02", "P-ACC-02")]
    public void A_failure_elsewhere_or_of_another_rule_is_not_known(string scenario, string rule)
    {
        var report = Judged(new KnownFailure(scenario, rule, null));
        Assert.That((report.Scenarios[0].Verdict, report.Scenarios[0].Remark, report.ExitCode), Is.EqualTo((Verdict.Fail, (string?)null, 1)));
    }

    [Test]
    public void A_failure_in_another_way_fails_and_says_what_to_do()
    {
        var report = Judged(new KnownFailure("SC-PRE-02", "P-ACC-01", "0123456789abcdef"));
        Assert.That(report.Scenarios[0].Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(report.Scenarios[0].Remark, Does.Contain("fails in another way").And.Contain("0123456789abcdef").And.Contain(Print).And.Contain("--write-baseline"));
    }

    [TestCase(0, Verdict.Known)]
    [TestCase(-1, Verdict.Fail)]
    public void A_line_holds_to_the_end_of_the_day_on_which_it_expires(int days, Verdict verdict)
    {
        var report = Judged(new KnownFailure("SC-PRE-02", "P-ACC-01", Print) { Expires = Today.AddDays(days) });
        Assert.That(report.Scenarios[0].Verdict, Is.EqualTo(verdict));
        if (verdict == Verdict.Fail) Assert.That(report.Scenarios[0].Remark, Does.Contain("known until 2027-01-30").And.Contain("'expires'"));
    }

    [Test]
    public void A_known_failure_that_passes_fails_the_gate_until_its_line_is_gone()
    {
        var report = Known(new KnownFailure("SC-PRE-03", "P-ACC-13", null)).Judge(Report(Of("SC-PRE-03", Verdict.Pass)), Today);
        Assert.That((report.Scenarios[0].Verdict, report.ExitCode), Is.EqualTo((Verdict.Fixed, 1)));
        Assert.That(report.Scenarios[0].Remark, Does.Contain("P-ACC-13").And.Contain("remove its line from known.json"));
    }

    [TestCase(Verdict.Inconclusive)]
    [TestCase(Verdict.NotApplicable)]
    public void What_was_not_judged_is_neither_known_nor_gone(Verdict verdict) =>
        Assert.That(Known(new KnownFailure("SC-PRE-03", "P-ACC-13", null)).Judge(Report(Of("SC-PRE-03", verdict)), Today).Scenarios[0].Verdict, Is.EqualTo(verdict));

    [Test]
    public void One_violation_that_is_not_known_is_enough_to_fail()
    {
        var two = PromisedBelowThePromise with { Violations = [.. PromisedBelowThePromise.Violations, Broken("SC-PRE-02", "P-ACC-14").Violations[0]] };
        var report = Known(new KnownFailure("SC-PRE-02", "P-ACC-01", Print)).Judge(Report(two), Today);
        Assert.That(report.Scenarios[0].Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(report.Scenarios[0].Known, Is.EqualTo((string[])["P-ACC-01"]));
        Assert.That(report.Rules.Select(rule => (rule.Rule.Id, rule.Verdict)), Does.Contain(("P-ACC-01", Verdict.Known)).And.Contain(("P-ACC-14", Verdict.Fail)));
    }

    [Test]
    public void Advice_needs_no_line() =>
        Assert.That(Known().Judge(Report(Broken("SC-PRE-06", "P-PRO-13", Verdict.Pass)), Today).ExitCode, Is.EqualTo(0));

    [Test]
    public void A_new_baseline_knows_what_failed_and_forgets_what_passed_and_keeps_what_people_wrote()
    {
        var old = Known(
            new KnownFailure("SC-PRE-02", "P-ACC-01", "0123456789abcdef") { Owner = "ann", Issue = "#12", Expires = Today },
            new KnownFailure("SC-PRE-03", "P-ACC-13", null),
            new KnownFailure("SC-ACC-02", "P-ACC-07", null),
            new KnownFailure("SC-LIV-01", "P-LIV-01", null));
        var run = old.Judge(Report(PromisedBelowThePromise, Of("SC-PRE-03", Verdict.Pass), Of("SC-ACC-02", Verdict.Inconclusive)), Today);
        var after = old.After(run);
        Assert.That(after.Known.Select(line => (line.Scenario, line.Rule)), Is.EqualTo(((string, string)[])[("SC-ACC-02", "P-ACC-07"), ("SC-LIV-01", "P-LIV-01"), ("SC-PRE-02", "P-ACC-01")]));
        Assert.That(after.Known[2], Is.EqualTo(new KnownFailure("SC-PRE-02", "P-ACC-01", Print) { Owner = "ann", Issue = "#12", Expires = Today, Actual = "promise 3.n3 reporting nothing" }));
        Assert.That(after.Judge(run, Today).Scenarios.Select(result => result.Verdict), Is.EqualTo((Verdict[])[Verdict.Known, Verdict.Pass, Verdict.Inconclusive]));
    }

    private static RunReport Judged(KnownFailure line) => Known(line).Judge(Report(PromisedBelowThePromise), Today);

    private static Baseline Known(params KnownFailure[] lines) => new("known.json", lines);
}
