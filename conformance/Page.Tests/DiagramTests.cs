using PaxosConformance.Reports.Tests;
using PaxosConformance.Reports.Tests.Diagrams;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Page.Tests;

public class DiagramTests : PageTest
{
    [Test]
    public async Task It_shows_who_takes_part_and_what_was_said()
    {
        await ShowMixed(fragment: "#SC-PRE-02");
        Assert.That(await Texts(".heads"), Is.EqualTo("n1 node n2 puppet n3 puppet"));
        Assert.That(await Texts(".picture"), Does.Contain("prepare 5.n2").And.Contain("promise 3.n3 reporting nothing"));
        Assert.That(await Page.Locator(".picture .proof").CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Lost_late_and_doubled_messages_crashes_pauses_and_cuts_are_drawn()
    {
        var tale = new Tale().Happens(EventKind.Started, "n1").Says("n2", "n1", Tale.Prepare(1)).Then(EventKind.Dropped)
            .Says("n2", "n1", Tale.Prepare(2)).Then(EventKind.Held).Happens(EventKind.Cut, "", "n1 | n2").Arrives().Arrives()
            .Happens(EventKind.Paused, "n1").Happens(EventKind.Resumed, "n1").Happens(EventKind.PowerLost, "n1");
        await Show(Results.Report(Results.Of("SC-PRE-01", Verdict.Pass) with { Events = tale.Events }), fragment: "#SC-PRE-01");
        Assert.That(await Texts(".picture"), Does.Contain("prepare 1.n2 (lost)").And.Contain("prepare 2.n2 (late)").And.Contain("prepare 2.n2 (again, of 4)").And.Contain("links cut: n1 | n2").And.Contain("lost its power"));
        foreach (var (shape, count) in new[] { ("cross", 1), ("wire.late", 3), ("paused", 1), ("dead", 1), ("band.cut", 1) })
            Assert.That(await Page.Locator($".picture .{shape}").CountAsync(), Is.EqualTo(count), shape);
    }

    [Test]
    public async Task The_jump_leads_to_the_violation_in_a_trace_of_50_000_events_of_which_few_are_elements()
    {
        var tale = new Tale().Happens(EventKind.Started, "n1");
        for (var i = 1; i < 25_000; i++) tale.Says("n2", "n1", Tale.Prepare(i)).Arrives();
        var failure = Results.PromisedBelowThePromise;
        await Show(Results.Report(failure with { Events = tale.Events, Violations = [failure.Violations[0] with { Proof = [40_000] }] }), fragment: "#SC-PRE-02");
        Assert.That(tale.Events, Has.Count.EqualTo(49_999));
        await Page.Locator(".jump").ClickAsync();
        Assert.That(await Page.Locator(".spoken").TextContentAsync(), Is.EqualTo("time 40000, n2 → n1: prepare 20000.n2 — proves the violation"));
        Assert.That(await InView(".picture .proof"), Is.True);
        Assert.That(await Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), Is.LessThan(2_500));
        await Page.Keyboard.PressAsync("End");
        Assert.That(await Texts(".picture"), Does.Contain("prepare 24999.n2"));
        await Page.Keyboard.PressAsync("Home");
        Assert.That(await Texts(".picture"), Does.Contain("started"));
        Assert.That(await Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), Is.LessThan(2_500));
    }

    [Test]
    public async Task Keys_go_from_step_to_step_and_from_proof_to_proof()
    {
        await ShowMixed(fragment: "#SC-PRE-02");
        await Page.FocusAsync(".scroller");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        Assert.That(await Spoken(), Is.EqualTo("time 2, n2 → n1: prepare 5.n2"));
        await Page.Keyboard.PressAsync("n");
        Assert.That(await Spoken(), Does.StartWith("time 6,").And.EndWith("proves the violation"));
        await Page.Keyboard.PressAsync("n");
        Assert.That(await Spoken(), Does.StartWith("time 8,"));
        await Page.Keyboard.PressAsync("p");
        Assert.That(await Spoken(), Does.StartWith("time 6,"));
        await Page.Keyboard.PressAsync("ArrowUp");
        Assert.That(await Spoken(), Does.StartWith("time 4,"));
    }

    [Test]
    public async Task A_step_is_told_in_full_where_it_is_touched()
    {
        await ShowMixed(400, "#SC-PRE-02");
        await Page.Locator(".picture [data-step='1'] .word").ClickAsync();
        Assert.That(await Spoken(), Is.EqualTo("time 2, n2 → n1: prepare 5.n2"));
    }

    [Test]
    public async Task On_paper_the_steps_up_to_the_proof_are_there_without_scrolling()
    {
        await ShowMixed();
        await Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.That(await Page.Locator("#SC-PRE-02 .scroller").EvaluateAsync<bool>("one => one.scrollHeight <= one.clientHeight + 1"), Is.True);
        Assert.That(await Texts("#SC-PRE-02 .picture"), Does.Contain("promise 3.n3 reporting nothing"));
        Assert.That(await Page.Locator("#filters").IsVisibleAsync(), Is.False);
    }

    private async Task<string?> Spoken() => await Page.Locator(".spoken").First.TextContentAsync();

    private async Task<string> Texts(string svg) => string.Join(' ', await Page.Locator($"{svg} text").AllTextContentsAsync());

    private async Task<bool> InView(string shape) => await Page.Locator(shape).EvaluateAsync<bool>(
        "one => { const [a, b] = [one.getBoundingClientRect(), one.closest('.scroller').getBoundingClientRect()]; return a.top >= b.top && a.bottom <= b.bottom && b.bottom <= innerHeight + 1; }");
}
