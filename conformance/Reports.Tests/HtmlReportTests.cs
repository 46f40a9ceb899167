using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public partial class HtmlReportTests
{
    private static readonly string Page = Written(Mixed);

    [Test]
    public void It_loads_nothing_from_anywhere()
    {
        Assert.That(Address().Matches(Frame(Page)).Single().Value, Is.EqualTo("http://www.w3.org/2000/svg"), "the name of a vocabulary, which nobody fetches");
        Assert.That(Page, Does.Contain("default-src 'none'; "));
    }

    [Test]
    public void The_policy_lets_exactly_its_own_script_and_style_in()
    {
        Assert.That(Page, Does.Contain($"script-src {Hash(Script().Match(Page).Groups[1].Value)};"));
        Assert.That(Page, Does.Contain($"style-src {Hash(Style().Match(Page).Groups[1].Value)};"));
        Assert.That(Page, Does.Not.Contain("unsafe-"));
    }

    [Test]
    public void Its_counts_are_those_of_the_report()
    {
        var run = JsonDocument.Parse(Data(Page, "run")).RootElement;
        Assert.That(run.GetProperty("summary").GetString(), Is.EqualTo(Mixed.Summary));
        Assert.That(run.GetProperty("exitCode").GetInt32(), Is.EqualTo(Mixed.ExitCode));
        Assert.That(run.GetProperty("scenarios").EnumerateArray().Select(scenario => scenario.GetProperty("id").GetString()), Is.EqualTo(Mixed.Scenarios.Select(result => result.Scenario.Id)));
    }

    [Test]
    public void A_rule_comes_with_its_text_and_sources()
    {
        var rule = JsonDocument.Parse(Data(Page, "run")).RootElement.GetProperty("rules").EnumerateArray().First(rule => rule.GetProperty("id").GetString() == "P-ACC-01");
        Assert.That(rule.GetProperty("statement").GetString(), Is.EqualTo("An acceptor that promised a ballot gives no promise for a lower one."));
        Assert.That(rule.GetProperty("sources")[0].GetProperty("work").GetString(), Is.Not.Empty);
    }

    [Test]
    public void A_trace_is_kept_with_its_scenario() => Assert.That(
        Data(Page, "trace-SC-PRE-02"),
        Does.StartWith("{\"lines\":[[\"n1\",\"node\"],[\"n2\",\"puppet\"],[\"n3\",\"puppet\"]],\"steps\":[[\"k\",1,0,0,0,\"started\",\"").And.Contain("[\"m\",6,3,1,2,0,\"phase1\",\"atonce\"]"));

    /// <summary>An element of data ends at the first <c>&lt;/script</c>; U+2028 ended lines in older scripts.</summary>
    [Test]
    public void Nothing_that_a_subject_says_ends_the_data_or_stands_there_raw()
    {
        var data = string.Concat(Datum().Matches(Page).Select(match => match.Groups[1].Value));
        Assert.That(data, Does.Contain("alert(1)"), "what the subject said is told");
        Assert.That(data.Any(letter => letter is '<' or '>' or '&' || letter > '~'), Is.False);
        Assert.That(Page.Split("<script").Length - 1, Is.EqualTo(Datum().Count(Page) + 1));
    }

    [Test]
    public void A_run_of_nothing_is_a_page_too() => Assert.That(Data(Written(Report()), "run"), Does.Contain("\"scenarios\":[]"));

    private static string Written(RunReport report)
    {
        using var stream = new MemoryStream();
        new HtmlReport().Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Frame(string page) => Datum().Replace(page, "");

    private static string Data(string page, string id) => Datum().Matches(page).Single(match => match.Value.Contains($"id=\"{id}\"")).Groups[1].Value;

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex(@"\w+://[^""'\s]+")]
    private static partial Regex Address();

    [GeneratedRegex("""<script type="application/json"[^>]*>(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Datum();

    [GeneratedRegex("""<script type="module">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
