using System.Text;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>
/// Annotations, as GitHub Actions reads them in the log of a step: https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
/// It shows ten of each kind a step: the gravest come first.
/// </summary>
public sealed class GithubReport : IReportWriter
{
    /// <inheritdoc/>
    public string Kind => "github";

    /// <inheritdoc/>
    public string Purpose => "annotations for the log of GitHub Actions; written there without being asked for";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var result in report.With(Verdict.Fail)) Annotate("error", result, string.Join('\n', FailureText.Of(result, report).Append(result.Remark).OfType<string>()));
        foreach (var result in report.With(Verdict.Fixed)) Annotate("error", result, result.Remark ?? "");
        foreach (var result in report.With(Verdict.Inconclusive)) Annotate("warning", result, result.Message ?? "");
        foreach (var result in report.With(Verdict.Known)) Annotate("notice", result, string.Join('\n', new[] { result.Message, result.Remark }.OfType<string>()));
        text.WriteLine($"::notice title=Paxos conformance::{Data(report.Summary)}");

        void Annotate(string command, ScenarioResult result, string message) =>
            text.WriteLine($"::{command} title={Property($"{result.Verdict.ToText()} {result.Scenario.Id}: {result.Scenario.Title}")}::{Data(message)}");
    }

    private static string Data(string text) => Visible.Lines(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
