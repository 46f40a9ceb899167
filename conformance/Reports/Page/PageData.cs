using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>
/// The data of the page, as script elements that no browser runs: one for the run, and one for each trace, which is read when somebody looks at it. The JSON is
/// pure ASCII without angle brackets, so nothing in it can end the element.
/// </summary>
internal static class PageData
{
    /// <summary>Writes the elements.</summary>
    public static void Write(RunReport report, Stream stream)
    {
        Element(stream, "run", () => JsonSerializer.Serialize(stream, Run(report), PageContext.Default.PageRun));
        foreach (var result in report.Scenarios.Where(result => result.Events.Count > 0))
        {
            Element(stream, "trace-" + result.Scenario.Id, () =>
            {
                using var json = new Utf8JsonWriter(stream);
                TraceData.Write(Diagram.Of(result), json);
            });
        }
    }

    private static void Element(Stream stream, string id, Action write)
    {
        stream.Write(Encoding.UTF8.GetBytes($"<script type=\"application/json\" id=\"{id}\">"));
        write();
        stream.Write("</script>\n"u8);
    }

    private static PageRun Run(RunReport report) => new(
        new PageSubject(
            Visible.Line(report.Subject.Name),
            Visible.Line($"paxos-conformance run {report.Subject.Options}{report.Subject.Command}".TrimEnd()),
            report.Subject.Tier,
            (report.Subject.Hello.Capabilities ?? []).Select(Visible.Line).ToList()),
        report.ExitCode,
        Visible.Line(report.Summary),
        report.Provenance.Started?.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
        report.Provenance.Suite,
        Ledger.Default.Rules.Count,
        Scenario.All.Count,
        Ledger.Default.Families.Select(family => new PageFamily(family.Id, family.Title)).ToList(),
        report.Rules.Select(Rule).ToList(),
        report.Scenarios.Select(result => Of(result, report)).ToList());

    private static PageRule Rule(RuleResult result) => new(
        result.Rule.Id,
        result.Rule.Family,
        result.Rule.Title,
        result.Rule.Level.ToText(),
        result.Rule.Class?.ToText(),
        result.Verdict.ToText(),
        result.Rule.Condition,
        result.Rule.Statement,
        result.Rule.Sources.OrderBy(source => Ledger.Default.Works[source.Work].Author is null).Select(Source).ToList(),
        result.Reason is null ? null : Visible.Line(result.Reason));

    private static PageSource Source(Source source)
    {
        var work = Ledger.Default.Works[source.Work];
        var named = string.Join(", ", new[] { work.Author, work.Title, work.Published, work.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) }.OfType<string>());
        return new PageSource(named, source.Place, source.Quote, source.Reading);
    }

    private static PageScenario Of(ScenarioResult result, RunReport report) => new(
        result.Scenario.Id,
        result.Scenario.Title,
        result.Verdict.ToText(),
        result.Message is null ? null : Visible.Lines(result.Message),
        (long)result.Duration.TotalMilliseconds,
        result.Scenario.Rules.Select(rule => rule.Id).Concat(result.AlsoJudged).Distinct().ToList(),
        result.Violations.Select(found => new PageViolation(found.Rule, [.. found.Expected.Select(Visible.Line)], Visible.Line(found.Actual), found.Proof)).ToList(),
        result.NotJudged.ToDictionary(rule => rule.Key, rule => Visible.Line(rule.Value)),
        new[] { result.Remark, result.Plays.All > 1 ? $"So in {result.Plays.Alike} of {result.Plays.All} plays." : null }.OfType<string>().Select(Visible.Lines).ToList(),
        Visible.Line(FailureText.Again(result, report)),
        result.Events.Count);
}

internal sealed record PageRun(
    PageSubject Subject, int ExitCode, string Summary, string? Started, string Suite, int AllRules, int AllScenarios, IReadOnlyList<PageFamily> Families, IReadOnlyList<PageRule> Rules, IReadOnlyList<PageScenario> Scenarios);

internal sealed record PageSubject(string Name, string Command, string Tier, IReadOnlyList<string> Capabilities);

internal sealed record PageFamily(string Id, string Title);

internal sealed record PageRule(
    string Id, string Family, string Title, string Level, string? Class, string Verdict, string? Condition, string Statement, IReadOnlyList<PageSource> Sources, string? Reason);

internal sealed record PageSource(string Work, string? Place, string? Quote, string? Reading);

internal sealed record PageScenario(
    string Id,
    string Title,
    string Verdict,
    string? Message,
    long Ms,
    IReadOnlyList<string> Rules,
    IReadOnlyList<PageViolation> Violations,
    IReadOnlyDictionary<string, string> NotJudged,
    IReadOnlyList<string> Remarks,
    string Again,
    int Events);

internal sealed record PageViolation(string Rule, IReadOnlyList<string> Expected, string Actual, IReadOnlyList<long> Proof);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageRun))]
internal sealed partial class PageContext : JsonSerializerContext;
