using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli.Tests;

public class ListCommandTests : CommandTest
{
    [Test]
    public async Task Every_scenario_has_a_line_with_its_rules() => Assert.That(
        await List(),
        Is.EqualTo(Scenario.All.Select(scenario => $"{scenario.Id}  {scenario.Title}  [{string.Join(", ", scenario.Rules.Select(rule => rule.Id))}]")));

    [Test]
    public async Task A_scenario_is_chosen_by_its_id() => Assert.That((await Ids("--only", "SC-PRE-02")).Single(), Is.EqualTo("SC-PRE-02"));

    [Test]
    public async Task A_family_is_chosen_by_its_name() => Assert.That(
        await Ids("--only", "SC-ACC"),
        Is.Not.Empty.And.All.StartsWith("SC-ACC-"));

    [Test]
    public async Task Wildcards_choose_and_leave_out() => Assert.That(
        await Ids("--only", "sc-pre-0?", "--skip", "*-02", "--skip", "SC-PRE-03"),
        Does.Contain("SC-PRE-01").And.Not.Contain("SC-PRE-02").And.Not.Contain("SC-PRE-03").And.Not.Contain("SC-PRE-10"));

    [Test]
    public async Task A_rule_chooses_the_scenarios_that_judge_it() => Assert.That(
        await List("--only", "P-ACC-01"),
        Is.Not.Empty.And.All.Contains("P-ACC-01"));

    private async Task<string[]> Ids(params string[] options) => [.. (await List(options)).Select(line => line.Split(' ')[0])];

    private async Task<string[]> List(params string[] options)
    {
        var run = await Terminal.Run(["list", .. options]);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Error);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
