namespace PaxosConformance.Cli.Tests;

public class ShowCommandTests : CommandTest
{
    [TestCase("SC-PRE-02")]
    [TestCase("sc-pre-02")]
    public async Task A_scenario_is_shown_with_its_rules(string id)
    {
        var run = await Terminal.Run("show", id);
        Assert.That(run.ExitCode, Is.EqualTo(0));
        Assert.That(run.Out, Does.StartWith("SC-PRE-02: A prepare below the promise gets no promise\n").And.Contain("\nP-ACC-01 (MUST, SAFETY): "));
    }

    [Test]
    public async Task A_rule_is_shown_with_its_sources_and_scenarios()
    {
        var run = await Terminal.Run("show", "P-ACC-01");
        Assert.That(run.ExitCode, Is.EqualTo(0));
        Assert.That(run.Out, Does.StartWith("P-ACC-01 (MUST, SAFETY): ").And.Contain("\n  Source: ").And.Contain("\n  Scenarios: SC-PRE-02"));
    }

    [Test]
    public async Task What_there_is_not_is_named()
    {
        var run = await Terminal.Run("show", "SC-PRE-99");
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Is.EqualTo("there is no scenario and no rule 'SC-PRE-99': 'paxos-conformance list' names the scenarios with their rules\n"));
    }
}
