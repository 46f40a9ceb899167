using System.Text.Json;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>The whole result, for programs, and for <see cref="SavedResults"/> to tell it again. README.md beside this file describes it.</summary>
public sealed class JsonReport : IReportWriter
{
    private const int MostOfAPass = 2_000;
    private const int MostBytesOfAPass = 512 * 1024;

    /// <inheritdoc/>
    public string Kind => "json";

    /// <inheritdoc/>
    public string Purpose => "the whole result, for programs and for 'report' and 'merge'";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output) => JsonSerializer.Serialize(output, Model(report), JsonModelContext.Plain.JsonRun);

    private static JsonRun Model(RunReport report) => new(
        JsonRun.Version,
        new JsonSummary(
            report.Scenarios.Count,
            report.Count(Verdict.Pass),
            report.Count(Verdict.Fail),
            report.Count(Verdict.Inconclusive),
            report.Count(Verdict.NotApplicable),
            report.Count(Verdict.Known),
            report.Count(Verdict.Fixed),
            report.NotPlayed.Count,
            report.ExitCode),
        new JsonSubject(
            report.Subject.Command,
            report.Subject.Options,
            report.Subject.Hello.Implementation?.Name,
            report.Subject.Hello.Implementation?.Version,
            report.Subject.Hello.Implementation?.Language,
            report.Subject.Tier,
            report.Subject.Hello.Capabilities ?? []),
        new JsonProvenance(
            report.Provenance.Suite,
            report.Provenance.Runtime,
            report.Provenance.System,
            report.Provenance.Started,
            report.Provenance.Arguments,
            report.Provenance.Shard?.ToString(),
            report.Baseline,
            report.Evidence,
            report.End,
            report.NotPlayed),
        report.Scenarios.Select(Model).ToList(),
        report.Rules.Select(Model).ToList(),
        report.Malformed is { Count: > 0 } malformed ? malformed : null,
        report.MalformedAtStart is { Count: > 0 } early ? early : null);

    private static JsonScenario Model(ScenarioResult result) => new(
        result.Scenario.Id,
        result.Scenario.Title,
        result.Verdict.ToText(),
        result.Scenario.Rules.Select(rule => rule.Id).ToList(),
        result.Message,
        result.Remark,
        (long)result.Duration.TotalMilliseconds,
        result.Violations.Select(violation => new JsonViolation(
            violation.Rule, violation.Expected, violation.Actual, violation.Proof, Fingerprint.Of(result.Scenario.Id, violation), result.Known.Contains(violation.Rule))).ToList(),
        result.NotJudged,
        result.AlsoJudged,
        result.Plays,
        result.Drawn,
        result.Faults,
        result.Stages,
        result.Events.Count,
        Kept(result));

    // A scenario that passed may have talked for tens of thousands of messages, which prove nothing.
    private static IReadOnlyList<TraceEvent> Kept(ScenarioResult result) =>
        result.Verdict == Verdict.Pass && (result.Events.Count > MostOfAPass || result.Events.Sum(e => (long)TraceJson.Encode(e).Length) > MostBytesOfAPass) ? [] : result.Events;

    private static JsonRule Model(RuleResult result) => new(
        result.Rule.Id, result.Rule.Level.ToText(), result.Rule.Class?.ToText(), result.Verdict.ToText(), result.Scenarios, result.Reason);
}
