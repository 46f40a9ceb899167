using PaxosConformance.Reports.Tests;
using PaxosConformance.Reports.Tests.Diagrams;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Page.Tests;

public class HostileTests : PageTest
{
    private const string Image = "<img src=x onerror=owned=1>";

    private static readonly string[] Words = [Image, "</script><script>owned=1</script>", "<!--<script>", "\u2028owned=1//", "\u202eexe.txt\u202c", "\ud800", "${owned=1}", "'\"><svg onload=owned=1>", "javascript:owned=1"];

    [TestCaseSource(nameof(Words))]
    public async Task What_a_subject_says_is_text_wherever_it_stands(string word)
    {
        var tale = new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Malformed, "n1", word).Says("n2", "n1", Tale.Accept(1, word)).Arrives();
        var failure = Results.PromisedBelowThePromise with { Message = word, Remark = word, Events = tale.Events, NotJudged = new Dictionary<string, string> { ["P-ACC-01"] = word } };
        failure = failure with { Violations = [failure.Violations[0] with { Actual = word, Expected = [word], Proof = [1] }] };
        var subject = Results.Subject with { Command = word, Hello = Results.Subject.Hello with { Implementation = new() { Name = word }, Capabilities = [word] } };
        await Show(Results.Report(failure, Results.Of("SC-PRE-01", Verdict.Inconclusive, word)) with { Subject = subject });
        foreach (var id in new[] { "SC-PRE-02", "SC-PRE-01" }) await Line(id).ClickAsync();
        await Page.Locator(".picture .word").First.WaitForAsync();
        Assert.That(await Page.EvaluateAsync<bool>("'owned' in window"), Is.False);
        Assert.That(await Page.Locator("img, svg svg, h1 *, [onerror], [onload], a[href^=javascript]").CountAsync(), Is.Zero);
        Assert.That(await Page.Locator("h1").TextContentAsync(), Is.EqualTo(Reports.Visible.Line(word)));
        Assert.That(await Page.Locator(".actual p").First.TextContentAsync(), Is.EqualTo(Reports.Visible.Line(word)));
    }

    /// <summary>Should ever markup get into the page, the policy still lets nothing of it run.</summary>
    [Test]
    public async Task The_policy_stops_what_would_get_in()
    {
        Complaint = "Content Security Policy";
        await ShowMixed();
        await Page.EvaluateAsync("markup => document.body.insertAdjacentHTML('beforeend', markup)", Image.Replace("src=x", "src=data:,"));
        await Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: 'owned=1' }))");
        await Page.WaitForFunctionAsync("document.querySelector('img').complete");
        Assert.That(await Page.EvaluateAsync<bool>("'owned' in window"), Is.False);
        Assert.That(await Page.EvaluateAsync<bool>("fetch('https://example.org').then(() => true, () => false)"), Is.False);
    }
}
