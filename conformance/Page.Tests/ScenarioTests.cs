namespace PaxosConformance.Page.Tests;

public class ScenarioTests : PageTest
{
    [Test]
    public async Task A_failure_tells_the_rule_its_source_what_was_expected_and_what_came()
    {
        await ShowMixed();
        await Line("SC-PRE-02").ClickAsync();
        var told = await Page.Locator("#SC-PRE-02 .body").TextContentAsync();
        Assert.That(told, Does.Contain("An acceptor that promised a ballot gives no promise for a lower one."));
        Assert.That(told, Does.Contain("Expected, any of" + "silence" + "nack 3.n3").And.Contain("Actual" + "promise 3.n3 reporting nothing").And.Contain("events 6, 8"));
        Assert.That(await Page.Locator("#SC-PRE-02 .violation .sources").First.TextContentAsync(), Does.Contain("Source: "));
        Assert.That(await Page.Locator("#SC-PRE-02 .again code").TextContentAsync(), Does.StartWith("paxos-conformance run --only SC-PRE-02"));
    }

    [TestCase("SC-ACC-02", "the node declares the variant 'exact-promise'")]
    [TestCase("SC-ACC-04", "n1 exited with code 1")]
    [TestCase("SC-PRE-05", "remove its line from known.json")]
    [TestCase("SC-PRE-06", "issue 12")]
    public async Task What_is_no_plain_verdict_says_why(string id, string reason)
    {
        await ShowMixed();
        await Line(id).ClickAsync();
        Assert.That(await Page.Locator($"#{id} .body").TextContentAsync(), Does.Contain(reason));
    }

    [Test]
    public async Task It_opens_and_closes()
    {
        await ShowMixed();
        await Line("SC-PRE-02").ClickAsync();
        Assert.That(await Line("SC-PRE-02").GetAttributeAsync("aria-expanded"), Is.EqualTo("true"));
        await Line("SC-PRE-02").ClickAsync();
        Assert.That(await Page.Locator("#SC-PRE-02 .body").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task A_link_leads_to_it()
    {
        await ShowMixed(fragment: "#SC-ACC-03");
        Assert.That(await Page.Locator("#SC-ACC-03 .body").IsVisibleAsync(), Is.True);
        await Page.EvaluateAsync("location.hash = '#SC-PRE-02'");
        await Page.Locator("#SC-PRE-02 .body").WaitForAsync();
    }

    [Test]
    public async Task Keys_lead_everywhere()
    {
        await ShowMixed();
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync("SC-PRE");
        Assert.That(await Page.InputValueAsync("#text"), Is.EqualTo("SC-PRE"));
        await Page.EvaluateAsync("document.activeElement.blur()");
        await Page.Keyboard.PressAsync("j");
        await Page.Keyboard.PressAsync("j");
        Assert.That(await Focused(), Is.EqualTo("SC-PRE-03"));
        await Page.Keyboard.PressAsync("k");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That(await Page.Locator("#SC-PRE-02 .body").IsVisibleAsync(), Is.True);
        await Page.Keyboard.PressAsync("v");
        Assert.That(await Page.EvaluateAsync<string>("document.activeElement.className"), Is.EqualTo("scroller"));
    }

    [Test]
    public async Task Letters_that_are_typed_into_the_search_are_no_commands()
    {
        await ShowMixed();
        await Page.FocusAsync("#text");
        await Page.Keyboard.TypeAsync("jkv/");
        Assert.That(await Page.InputValueAsync("#text"), Is.EqualTo("jkv/"));
    }

    private Task<string> Focused() => Page.EvaluateAsync<string>("document.activeElement.closest('article').id");
}
