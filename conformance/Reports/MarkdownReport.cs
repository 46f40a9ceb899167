using System.Text;
using System.Text.RegularExpressions;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>A page in GitHub's Markdown: for the summary of a step, or a comment on a change.</summary>
public sealed partial class MarkdownReport : IReportWriter
{
    // A summary on GitHub holds 1 MiB: of a subject that fails everywhere the first failures are told whole.
    private const int MostStories = 20;
    private const int MostLetters = 20_000;

    /// <inheritdoc/>
    public string Kind => "markdown";

    /// <inheritdoc/>
    public string Purpose => "a page in Markdown, for the summary of a CI step";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        using var page = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        page.WriteLine($"# Paxos conformance: {Word(report)}");
        page.WriteLine();
        page.WriteLine($"{Code(report.Subject.Name)} at tier {report.Subject.Tier}. {report.Summary}.");
        page.WriteLine();
        Families(page, report);
        Failures(page, report);
        List(page, "No longer failing: remove from the baseline", report.With(Verdict.Fixed));
        List(page, "Inconclusive", report.With(Verdict.Inconclusive));
        List(page, "Known failures", report.With(Verdict.Known));
    }

    private static string Word(RunReport report) => report.ExitCode switch
    {
        ExitCode.Conformant => report.Count(Verdict.Known) == 0 ? "conformant" : "nothing new",
        ExitCode.Violation => "failed",
        _ => "not judged in full",
    };

    private static void Families(TextWriter page, RunReport report)
    {
        Verdict[] verdicts = [Verdict.Pass, Verdict.Fail, Verdict.Known, Verdict.Fixed, Verdict.Inconclusive, Verdict.NotApplicable];
        page.WriteLine("| rules | kept | broken | known | advice | not judged | not applicable |");
        page.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        var all = report.Rules;
        foreach (var family in Ledger.Default.Families)
        {
            var rules = all.Where(rule => rule.Rule.Family == family.Id).ToList();
            if (rules.Count == 0) continue;
            int Count(Verdict verdict) => rules.Count(rule => rule.Verdict == verdict);
            page.WriteLine($"| {family.Id} {Cell(family.Title)} | {Count(Verdict.Pass)} | {Count(Verdict.Fail)} | {Count(Verdict.Known)} | {Count(Verdict.Noted)} | {Count(Verdict.Inconclusive)} | {Count(Verdict.NotApplicable)} |");
        }

        page.WriteLine();
        page.WriteLine($"| scenarios | {string.Join(" | ", verdicts.Select(verdict => verdict.ToText()))} | not played |");
        page.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        page.WriteLine($"| {report.Scenarios.Count} | {string.Join(" | ", verdicts.Select(report.Count))} | {report.NotPlayed.Count} |");
    }

    private static void Failures(TextWriter page, RunReport report)
    {
        var failures = report.With(Verdict.Fail).ToList();
        if (failures.Count == 0) return;
        page.WriteLine();
        page.WriteLine("## Failures");
        foreach (var result in failures.Take(MostStories))
        {
            page.WriteLine();
            page.WriteLine($"<details><summary><b>{result.Scenario.Id}</b>: {Cell(result.Scenario.Title)}</summary>");
            page.WriteLine();
            var story = string.Join('\n', FailureText.Of(result, report).Append(result.Remark).OfType<string>());
            page.WriteLine(Block(story.Length > MostLetters ? story[..MostLetters] + "…" : story));
            page.WriteLine();
            page.WriteLine("</details>");
        }

        foreach (var result in failures.Skip(MostStories)) page.WriteLine($"- **{result.Scenario.Id}**: {Cell(result.Scenario.Title)}");
    }

    private static void List(TextWriter page, string title, IEnumerable<ScenarioResult> results)
    {
        foreach (var (place, result) in results.Index())
        {
            if (place == 0)
            {
                page.WriteLine();
                page.WriteLine($"## {title}");
                page.WriteLine();
            }

            var why = string.Join("; ", new[] { result.Message?.Split('\n')[0], result.Remark }.OfType<string>());
            page.WriteLine($"- **{result.Scenario.Id}** {Cell(result.Scenario.Title)}{(why.Length > 0 ? ": " + Code(why) : "")}");
        }
    }

    // Ours, from the ledger and the suite: only what a table needs.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    // In code nothing is obeyed but the fence, and no fence ends but by one of its own length.
    private static string Code(string text)
    {
        var line = Visible.Line(text.Replace("\n", " ", StringComparison.Ordinal));
        var fence = new string('`', Longest(line) + 1);
        return line.Trim().Length == 0 ? "" : $"{fence} {line} {fence}";
    }

    private static string Block(string text)
    {
        var lines = Visible.Lines(text);
        var fence = new string('`', Math.Max(3, Longest(lines) + 1));
        return $"{fence}text\n{lines}\n{fence}";
    }

    private static int Longest(string text) => Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty(0).Max();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
