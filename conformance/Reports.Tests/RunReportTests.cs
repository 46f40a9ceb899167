using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class RunReportTests
{
    // Two of the scenarios that judge P-ACC-02: what each says of it, and what both say together.
    [TestCase(Verdict.Pass, Verdict.Pass, Verdict.Pass)]
    [TestCase(Verdict.Pass, Verdict.NotApplicable, Verdict.Pass)]
    [TestCase(Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable)]
    [TestCase(Verdict.Pass, Verdict.Inconclusive, Verdict.Inconclusive)]
    [TestCase(Verdict.NotApplicable, Verdict.Inconclusive, Verdict.Inconclusive)]
    public void The_gravest_verdict_of_its_scenarios_is_the_rules(Verdict first, Verdict second, Verdict together)
    {
        Assert.That(Judge("P-ACC-02", Of("SC-PRE-06", first), Of("SC-PRE-08", second)), Is.EqualTo(together));
        Assert.That(Judge("P-ACC-02", Of("SC-PRE-06", second), Of("SC-PRE-08", first)), Is.EqualTo(together));
    }

    [TestCase(Verdict.Pass)]
    [TestCase(Verdict.Inconclusive)]
    [TestCase(Verdict.NotApplicable)]
    public void One_violation_breaks_the_rule_whatever_other_scenarios_say(Verdict other) =>
        Assert.That(Judge("P-ACC-02", Of("SC-PRE-06", other), Broken("SC-PRE-08", "P-ACC-02")), Is.EqualTo(Verdict.Fail));

    /// <summary>An advisory rule never fails a node by itself.</summary>
    [Test]
    public void An_advisory_rule_that_was_not_followed_is_noted_and_breaks_nothing()
    {
        var report = Report(Broken("SC-PRE-06", "P-PRO-13", Verdict.Pass));
        Assert.That(report.Rules.Single(rule => rule.Rule.Id == "P-PRO-13").Verdict, Is.EqualTo(Verdict.Noted));
        Assert.That(report.ExitCode, Is.EqualTo(0));
    }

    [Test]
    public void A_scenario_that_failed_by_one_rule_leaves_its_other_rules_open() => Assert.That(
        Judge("P-ACC-04", Broken("SC-PRE-06", "P-ACC-02")),
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void A_rule_that_the_run_could_not_judge_is_not_applicable_though_the_scenario_passed() => Assert.That(
        Judge("P-ACC-04", Of("SC-PRE-06", Verdict.Pass, notJudged: ["P-ACC-04"])),
        Is.EqualTo(Verdict.NotApplicable));

    [Test]
    public void A_broken_rule_is_told_though_the_scenario_was_not_about_it()
    {
        var report = Report(Broken("SC-PRE-06", "P-SAF-01"));
        var broken = report.Rules.Single(rule => rule.Rule.Id == "P-SAF-01");
        Assert.That(broken.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(broken.Scenarios.Single(), Is.EqualTo("SC-PRE-06"));
    }

    [Test]
    public void A_rule_that_a_variation_judged_is_listed() => Assert.That(
        Judge("P-LIV-02", Of("SC-PRE-06", Verdict.Pass) with { AlsoJudged = ["P-LIV-02"] }),
        Is.EqualTo(Verdict.Pass));

    [Test]
    public void Rules_that_no_scenario_was_about_are_not_listed() => Assert.That(
        string.Join(", ", Report(Of("SC-PRE-06", Verdict.Pass)).Rules.Select(rule => rule.Rule.Id)),
        Is.EqualTo("P-ACC-02, P-ACC-04"));

    [TestCase(NetworkMode.Auto, "intercept")]
    [TestCase(NetworkMode.Routed, "intercept")]
    [TestCase(NetworkMode.Direct, "observe")]
    public void The_tier_is_what_the_run_saw_whatever_the_node_offers(NetworkMode network, string tier) =>
        Assert.That((Subject with { Network = network }).Tier, Is.EqualTo(tier));

    [Test]
    public void A_run_that_passed_is_conformant() =>
        Assert.That(Report(Of("SC-PRE-01", Verdict.Pass), Of("SC-PRE-02", Verdict.NotApplicable)).ExitCode, Is.EqualTo(0));

    [Test]
    public void A_violation_outweighs_everything() => Assert.That(
        Report(Of("SC-PRE-01", Verdict.Pass), Of("SC-PRE-03", Verdict.Inconclusive), Broken("SC-PRE-02", "P-ACC-01")).ExitCode,
        Is.EqualTo(1));

    [Test]
    public void What_could_not_be_judged_is_never_green() => Assert.That(
        Report(Of("SC-PRE-01", Verdict.Pass), Of("SC-PRE-03", Verdict.Inconclusive)).ExitCode,
        Is.EqualTo(2));

    [Test]
    public void A_run_that_judged_nothing_is_never_green()
    {
        Assert.That(Report(Of("SC-PRE-01", Verdict.NotApplicable)).ExitCode, Is.EqualTo(2));
        Assert.That(Report().ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void The_subject_is_named_as_far_as_it_tells_its_name()
    {
        Assert.That(Subject.Name, Is.EqualTo("toy 1.2 (Go)"));
        Assert.That((Subject with { Hello = new() { Implementation = new() { Name = "toy" } } }).Name, Is.EqualTo("toy"));
        Assert.That((Subject with { Hello = new() }).Name, Is.EqualTo("a node that does not tell its name"));
    }

    [Test]
    public void The_tier_says_how_much_the_harness_sees()
    {
        Assert.That(Subject.Tier, Is.EqualTo("intercept"));
        Assert.That((Subject with { Hello = new() }).Tier, Is.EqualTo("observe"));
    }

    private static Verdict Judge(string rule, params ScenarioResult[] results) => Report(results).Rules.Single(found => found.Rule.Id == rule).Verdict;
}
