using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>The report for a person at a terminal, or in the log of a build.</summary>
public sealed class ConsoleReport(TextWriter output)
{
    private const int MostEvents = 40;

    /// <summary>Introduces the subject.</summary>
    public void Begin(SubjectReport subject)
    {
        output.WriteLine($"Subject: {subject.Name}");
        if (subject.Options.Length > 0) output.WriteLine($"Options: {subject.Options}");
        output.WriteLine($"Tier:    {subject.Tier}; capabilities: {string.Join(", ", subject.Hello.Capabilities ?? [])}");
        output.WriteLine();
    }

    /// <summary>Tells one result in a line.</summary>
    public void Line(ScenarioResult result)
    {
        output.WriteLine($"  {result.Verdict.ToText(),-14}  {result.Scenario.Id}  {result.Scenario.Title}  ({result.Duration.TotalMilliseconds:0} ms)");
        if (result.Message is not null && result.Verdict is not Verdict.Fail) Indented(result.Message, 18);
    }

    /// <summary>Tells what failed and why, and sums up.</summary>
    public void End(RunReport report)
    {
        foreach (var failure in report.Scenarios.Where(result => result.Verdict == Verdict.Fail)) Failure(failure, report.Subject);
        output.WriteLine();
        Tell(report.Malformed);
        output.WriteLine(
            $"{report.Scenarios.Count} scenario{(report.Scenarios.Count == 1 ? "" : "s")}: {report.Count(Verdict.Pass)} passed, {report.Count(Verdict.Fail)} failed, " +
            $"{report.Count(Verdict.Inconclusive)} inconclusive, {report.Count(Verdict.NotApplicable)} not applicable");
        int Rules(Verdict verdict) => report.Rules.Count(rule => rule.Verdict == verdict);
        output.WriteLine(
            $"{report.Rules.Count} of the {Ledger.Default.Rules.Count} rules, at tier {report.Subject.Tier}: {Rules(Verdict.Pass)} kept, {Rules(Verdict.Fail)} broken, " +
            $"{Rules(Verdict.Inconclusive)} not judged, {Rules(Verdict.NotApplicable)} not applicable" +
            (Rules(Verdict.Noted) is > 0 and var noted ? $", {noted} advice" : ""));
        foreach (var rule in report.Rules.Where(rule => rule.Verdict is not Verdict.Pass)) output.WriteLine($"  {Word(rule.Verdict)}: {Named(rule)}");
    }

    private void Tell(IReadOnlyList<MalformedReport> malformed)
    {
        if (malformed.Count == 0) return;
        var count = malformed.Sum(kind => kind.Count);
        output.WriteLine($"{count} line{(count == 1 ? "" : "s")} of the subject {(count == 1 ? "was no message" : "were no messages")} of the protocol ('paxos-conformance smoke' helps with adapters):");
        foreach (var kind in malformed)
        {
            output.WriteLine($"  {kind.Count} x  {kind.Fault}");
            output.WriteLine($"       first {(kind.First is null ? "as nodes were started" : $"in {kind.First}")}: {kind.Line}");
        }
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "broken",
        Verdict.Noted => "advice",
        Verdict.Inconclusive => "not judged",
        _ => "not applicable",
    };

    private static string Named(RuleResult result) =>
        $"{result.Rule.Id} ({result.Rule.Level.ToText()}{(result.Rule.Class is { } c ? ", " + c.ToText() : "")}) {result.Rule.Title}" +
        (result.Reason is null ? "" : $": {result.Reason}");

    private void Failure(ScenarioResult result, SubjectReport subject)
    {
        output.WriteLine();
        output.WriteLine($"FAIL {result.Scenario.Id}: {result.Scenario.Title}");
        foreach (var violation in result.Violations) Tell(violation);
        var proof = result.Violations.SelectMany(violation => violation.Proof).ToHashSet();
        output.WriteLine("  What led there (* proves it):");
        var story = TraceText.Story(result.Events.TakeWhile(e => e.Clock <= proof.Max()), proof).ToList();
        if (story.Count > MostEvents) output.WriteLine($"      … {story.Count - MostEvents} earlier events: see --verbose");
        foreach (var e in story.TakeLast(MostEvents)) output.WriteLine($"   {(proof.Contains(e.Clock) ? '*' : ' ')} {TraceText.Show(e)}");
        output.WriteLine("  Run just this again:");
        output.WriteLine($"    paxos-conformance {subject.Verb} --only {result.Scenario.Id} --verbose {subject.Options}{subject.Command}");
    }

    private void Tell(Violation violation)
    {
        var rule = Ledger.Default[violation.Rule];
        output.WriteLine($"  {rule.Id} ({rule.Level.ToText()}, {rule.Class?.ToText()}): {rule.Title}");
        Indented(rule.Statement, 4);
        output.WriteLine("  Expected, any of:");
        foreach (var outcome in violation.Expected) output.WriteLine($"    - {outcome}");
        output.WriteLine("  Actual:");
        output.WriteLine($"    - {violation.Actual}");
    }

    private void Indented(string text, int by)
    {
        foreach (var line in text.Split('\n')) output.WriteLine(new string(' ', by) + line);
    }
}
