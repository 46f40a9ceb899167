using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>A failure as people read it: the rule, what was expected, what came, what led there, and how to see it again. The lines are visible text.</summary>
public static class FailureText
{
    private const int MostEvents = 40;

    /// <summary>The story of a failure, line by line, without a headline.</summary>
    /// <param name="result">The failure.</param>
    /// <param name="report">The run that it is of.</param>
    /// <param name="withEvents">Whether what led there is told, event by event.</param>
    public static IEnumerable<string> Of(ScenarioResult result, RunReport report, bool withEvents = true) => Raw(result, report, withEvents).Select(Visible.Line);

    /// <summary>A rule with its level and class: <c>P-ACC-01 (MUST, SAFETY)</c>.</summary>
    public static string Named(Rule rule) => $"{rule.Id} ({rule.Level.ToText()}{(rule.Class is { } c ? ", " + c.ToText() : "")})";

    /// <summary>The command that plays just this scenario again.</summary>
    public static string Again(ScenarioResult result, RunReport report) =>
        $"paxos-conformance {report.Subject.Verb} --only {result.Scenario.Id} --verbose {report.Subject.Options}{report.Subject.Command}".TrimEnd();

    private static IEnumerable<string> Raw(ScenarioResult result, RunReport report, bool withEvents)
    {
        foreach (var line in result.Violations.SelectMany(violation => Tell(violation, result.Known.Contains(violation.Rule)))) yield return line;
        var proof = result.Violations.SelectMany(violation => violation.Proof).ToHashSet();
        if (withEvents && proof.Count > 0)
        {
            yield return "  What led there (* proves it):";
            var story = TraceText.Story(result.Events.TakeWhile(e => e.Clock <= proof.Max()), proof).ToList();
            if (story.Count > MostEvents) yield return $"      … {story.Count - MostEvents} earlier events: see --verbose";
            foreach (var e in story.TakeLast(MostEvents)) yield return $"   {(proof.Contains(e.Clock) ? '*' : ' ')} {TraceText.Show(e)}";
        }

        if (result.Plays.All > 1) yield return $"  So in {result.Plays.Alike} of {result.Plays.All} plays.";
        yield return "  Run just this again:";
        yield return $"    {Again(result, report)}";
        if (report.Evidence is null) yield break;
        yield return "  What it left, and how to play it as it went:";
        yield return $"    paxos-conformance replay {Hosts.Shell.Quote(Path.Combine(report.Evidence, result.Scenario.Id))}";
    }

    private static IEnumerable<string> Tell(Violation violation, bool isKnown)
    {
        var rule = Ledger.Default[violation.Rule];
        yield return $"  {Named(rule)}: {rule.Title}{(isKnown ? "  (known)" : "")}";
        foreach (var line in rule.Statement.Split('\n')) yield return $"    {line}";
        yield return "  Expected, any of:";
        foreach (var outcome in violation.Expected) yield return $"    - {outcome}";
        yield return "  Actual:";
        yield return $"    - {violation.Actual}";
    }
}
