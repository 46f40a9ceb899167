using PaxosConformance.Reports.Tests;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Page.Tests;

public class SummaryTests : PageTest
{
    [Test]
    public async Task The_head_says_who_was_judged_and_what_came_of_it()
    {
        await ShowMixed();
        Assert.That(await Page.Locator("h1").TextContentAsync(), Is.EqualTo("toy 1.2 (Go)"));
        Assert.That(await Page.Locator(".outcome").TextContentAsync(), Does.Contain("Not conformant").And.Contain("2 rules broken, shown by 2 scenarios."));
        Assert.That(await Page.TitleAsync(), Does.StartWith("Not conformant: toy 1.2 (Go)"));
        Assert.That(await Page.Locator(".facts").TextContentAsync(), Does.Contain(Results.Mixed.Summary).And.Contain("intercept"));
    }

    [TestCase(Verdict.Pass, "Conformant")]
    [TestCase(Verdict.Inconclusive, "Not judged in full")]
    [TestCase(Verdict.Fixed, "its lines have to go")]
    public async Task What_came_of_it_is_what_the_exit_code_says(Verdict verdict, string word)
    {
        await Show(Results.Report(Results.Of("SC-PRE-01", verdict)));
        Assert.That(await Page.Locator(".outcome").TextContentAsync(), Does.Contain(word));
    }

    [Test]
    public async Task Every_verdict_is_counted()
    {
        await ShowMixed();
        var tiles = await Page.Locator(".tile").EvaluateAllAsync<string[]>("all => all.map(one => one.innerText.replace(/\\s+/g, ' '))");
        Assert.That(string.Join("; ", tiles), Is.EqualTo("1 ✓ passed; 2 ✕ failed; 1 ? inconclusive; 1 – not applicable; 1 ≡ known; 1 ↑ fixed"));
    }

    [Test]
    public async Task Rules_are_counted_by_family()
    {
        await ShowMixed();
        var families = await Page.Locator(".family").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('aria-label'))");
        Assert.That(families.Single(text => text.StartsWith("P-ACC, Acceptor: ")), Does.Contain("2 broken, 1 known to be broken").And.EndsWith("2 kept, 1 not applicable. Show its scenarios"));
    }

    [Test]
    public async Task What_could_not_be_judged_is_named_with_the_reason()
    {
        await ShowMixed();
        await Page.Locator(".unjudged summary").ClickAsync();
        Assert.That(await Page.Locator(".unjudged").TextContentAsync(), Does.Contain("not judged at tier intercept").And.Contain("the node declares the variant 'exact-promise'"));
    }

    [Test]
    public async Task A_family_and_a_broken_rule_lead_to_their_scenarios()
    {
        await ShowMixed();
        await Page.Locator(".broken button", new() { HasText = "P-ACC-01" }).ClickAsync();
        Assert.That(await Shown(), Is.EqualTo("SC-PRE-02"));
        await Page.Locator(".family", new() { HasText = "P-ACC" }).ClickAsync();
        Assert.That((await Shown()).Split(' '), Has.Length.EqualTo(7));
        Assert.That(await Page.EvaluateAsync<string>("document.activeElement.id"), Is.EqualTo("scenarios"));
    }
}
