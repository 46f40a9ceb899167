using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>The report as JSON, for programs. README.md beside this file describes it.</summary>
public static class JsonReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(RunReport report, Stream stream) => JsonSerializer.Serialize(stream, Model(report), JsonReportContext.Default.JsonRun);

    private static JsonRun Model(RunReport report) => new(
        new JsonSummary(
            report.Scenarios.Count,
            report.Count(Verdict.Pass),
            report.Count(Verdict.Fail),
            report.Count(Verdict.Inconclusive),
            report.Count(Verdict.NotApplicable),
            report.ExitCode),
        new JsonSubject(
            report.Subject.Command,
            report.Subject.Hello.Implementation?.Name,
            report.Subject.Hello.Implementation?.Version,
            report.Subject.Hello.Implementation?.Language,
            report.Subject.Tier,
            report.Subject.Hello.Capabilities ?? []),
        report.Scenarios.Select(Model).ToList(),
        report.Rules.Select(Model).ToList(),
        report.Malformed is { Count: > 0 } malformed ? malformed : null);

    private static JsonScenario Model(ScenarioResult result) => new(
        result.Scenario.Id,
        result.Verdict.ToText(),
        result.Scenario.Rules.Select(rule => rule.Id).ToList(),
        result.Message,
        (long)result.Duration.TotalMilliseconds,
        result.Violations.Select(violation => new JsonViolation(violation.Rule, violation.Expected, violation.Actual, violation.Proof)).ToList());

    private static JsonRule Model(RuleResult result) => new(
        result.Rule.Id, result.Rule.Level.ToText(), result.Rule.Class?.ToText(), result.Verdict.ToText(), result.Scenarios, result.Reason);
}

internal sealed record JsonRun(JsonSummary Summary, JsonSubject Subject, IReadOnlyList<JsonScenario> Scenarios, IReadOnlyList<JsonRule> Rules,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MalformedReport>? Malformed);

internal sealed record JsonSummary(int Scenarios, int Passed, int Failed, int Inconclusive, int NotApplicable, int ExitCode);

internal sealed record JsonSubject(string Command, string? Name, string? Version, string? Language, string Tier, IReadOnlyList<string> Capabilities);

internal sealed record JsonScenario(string Id, string Verdict, IReadOnlyList<string> Rules, string? Message, long DurationMs, IReadOnlyList<JsonViolation> Violations);

internal sealed record JsonViolation(string Rule, IReadOnlyList<string> Expected, string Actual, IReadOnlyList<long> Proof);

internal sealed record JsonRule(string Id, string Level, string? Class, string Verdict, IReadOnlyList<string> Scenarios, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(JsonRun))]
internal sealed partial class JsonReportContext : JsonSerializerContext
{
    static JsonReportContext() => Default = new JsonReportContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
