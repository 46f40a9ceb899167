using PaxosConformance.Reports.Tests;

namespace PaxosConformance.Page.Tests;

public class FilterTests : PageTest
{
    [SetUp]
    public Task OpenMixed() => ShowMixed();

    [Test]
    public async Task All_scenarios_are_shown_at_first() => Assert.That(
        (await Shown(), await Count()),
        Is.EqualTo((string.Join(' ', Results.Mixed.Scenarios.Select(result => result.Scenario.Id)), "7 scenarios")));

    [Test]
    public async Task By_verdict()
    {
        await Page.SelectOptionAsync("#verdict", "FAIL");
        Assert.That((await Shown(), await Count()), Is.EqualTo(("SC-PRE-02 SC-ACC-03", "2 of 7 scenarios")));
    }

    [Test]
    public async Task By_rule_be_it_judged_or_broken()
    {
        await Page.SelectOptionAsync("#rule", "P-ACC-02");
        Assert.That(await Shown(), Is.EqualTo("SC-PRE-05 SC-PRE-06"));
    }

    [Test]
    public async Task By_words_that_all_have_to_be_there()
    {
        await Page.FillAsync("#text", "PREPARE  promise");
        Assert.That(await Shown(), Is.EqualTo("SC-PRE-02 SC-ACC-02"));
        await Page.FillAsync("#text", "nothing has this");
        Assert.That((await Shown(), await Count()), Is.EqualTo(("", "0 of 7 scenarios")));
    }

    [Test]
    public async Task Together_they_narrow_and_all_come_back()
    {
        await Page.FillAsync("#text", "SC-PRE");
        await Page.SelectOptionAsync("#verdict", "KNOWN");
        Assert.That(await Shown(), Is.EqualTo("SC-PRE-06"));
        await Page.ClickAsync("#reset");
        Assert.That(await Count(), Is.EqualTo("7 scenarios"));
        Assert.That(await Page.Locator("#reset").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task A_number_of_the_summary_shows_what_it_counts()
    {
        await Page.SelectOptionAsync("#rule", "P-ACC-02");
        await Page.Locator(".tile.fail").ClickAsync();
        Assert.That(await Shown(), Is.EqualTo("SC-PRE-02 SC-ACC-03"));
    }

    private async Task<string?> Count() => await Page.TextContentAsync("#count");
}
