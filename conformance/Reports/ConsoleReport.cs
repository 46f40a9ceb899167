using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>The report for a person at a terminal, or in the log of a build.</summary>
public sealed class ConsoleReport(TextWriter output)
{
    /// <summary>How the terminal shows a diagram of each failure; null: it is to show none.</summary>
    public TextStyle? Diagrams { get; init; }

    /// <summary>Introduces the subject.</summary>
    public void Begin(SubjectReport subject)
    {
        Tell($"Subject: {subject.Name}");
        if (subject.Options.Length > 0) Tell($"Options: {subject.Options}");
        Tell($"Tier:    {subject.Tier}; capabilities: {string.Join(", ", subject.Hello.Capabilities ?? [])}");
        Tell("");
    }

    /// <summary>Tells one result in a line.</summary>
    public void Line(ScenarioResult result)
    {
        var plays = result.Plays.All > 1 ? $", {result.Plays.Alike} of {result.Plays.All} plays" : "";
        Tell($"  {result.Verdict.ToText(),-14}  {result.Scenario.Id}  {result.Scenario.Title}  ({result.Duration.TotalMilliseconds:0} ms{plays})");
        if (result.Message is not null && result.Verdict is not (Verdict.Fail or Verdict.Known or Verdict.Fixed)) Indented(result.Message, 18);
    }

    /// <summary>Tells what failed and why: first what nobody expected, then what is known, and in the end the numbers.</summary>
    public void End(RunReport report)
    {
        foreach (var failure in report.With(Verdict.Fail)) Failure(failure, report);
        Section($"Known failures, by {report.Baseline}:", report.With(Verdict.Known));
        Section("No longer failing, which fails the gate until the baseline says so:", report.With(Verdict.Fixed));
        Tell("");
        Tell(report.Malformed);
        var rules = report.Rules;
        foreach (var rule in rules.Where(rule => rule.Verdict is not Verdict.Pass)) Tell($"  {Word(rule.Verdict)}: {Named(rule)}");
        int Rules(Verdict verdict) => rules.Count(rule => rule.Verdict == verdict);
        Tell(report.Summary);
        Tell(
            $"{rules.Count} of the {Ledger.Default.Rules.Count} rules, at tier {report.Subject.Tier}: {Rules(Verdict.Pass)} kept, {Rules(Verdict.Fail)} broken, " +
            $"{Rules(Verdict.Inconclusive)} not judged, {Rules(Verdict.NotApplicable)} not applicable" +
            (Rules(Verdict.Known) is > 0 and var known ? $", {known} known to be broken" : "") +
            (Rules(Verdict.Noted) is > 0 and var noted ? $", {noted} advice" : ""));
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "broken",
        Verdict.Known => "known to be broken",
        Verdict.Noted => "advice",
        Verdict.Inconclusive => "not judged",
        _ => "not applicable",
    };

    private static string Named(RuleResult result) => $"{FailureText.Named(result.Rule)} {result.Rule.Title}{(result.Reason is null ? "" : $": {result.Reason}")}";

    private void Failure(ScenarioResult result, RunReport report)
    {
        Tell("");
        Tell($"FAIL {result.Scenario.Id}: {result.Scenario.Title}");
        var diagrams = result.Events.Count > 0 ? Diagrams : null;
        foreach (var line in FailureText.Of(result, report, withEvents: diagrams is null)) Tell(line);
        if (diagrams is not null)
        {
            Tell("  What happened (* proves it):");
            TextDiagram.Write(Diagram.Of(result), diagrams, output);
        }

        if (result.Remark is not null) Indented(result.Remark, 2);
    }

    private void Tell(IReadOnlyList<MalformedReport> malformed)
    {
        if (malformed.Count == 0) return;
        var count = malformed.Sum(kind => kind.Count);
        Tell($"{count} line{(count == 1 ? "" : "s")} of the subject {(count == 1 ? "was no message" : "were no messages")} of the protocol ('paxos-conformance smoke' helps with adapters):");
        foreach (var kind in malformed)
        {
            Tell($"  {kind.Count} x  {kind.Fault}");
            Tell($"       first {(kind.First is null ? "as nodes were started" : $"in {kind.First}")}: {kind.Line}");
        }
    }

    private void Section(string title, IEnumerable<ScenarioResult> results)
    {
        foreach (var (place, result) in results.Index())
        {
            if (place == 0)
            {
                Tell("");
                Tell(title);
            }

            Tell($"  {result.Scenario.Id}  {result.Scenario.Title}");
            foreach (var text in new[] { result.Message, result.Remark }.OfType<string>()) Indented(text, 4);
        }
    }

    private void Indented(string text, int by)
    {
        foreach (var line in text.Split('\n')) Tell(new string(' ', by) + line);
    }

    private void Tell(string line) => output.WriteLine(Visible.Line(line));
}
