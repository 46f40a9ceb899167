using System.Globalization;
using System.Text;
using System.Xml;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>
/// JUnit's XML as Jenkins, GitLab, Azure and the like read it: a suite for each family of scenarios. What was not judged is an error, since it is never
/// green; what is known is skipped.
/// </summary>
public sealed class JunitReport : IReportWriter
{
    /// <inheritdoc/>
    public string Kind => "junit";

    /// <inheritdoc/>
    public string Purpose => "JUnit's XML, for the test view of a CI server";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "Paxos conformance");
        Counts(xml, report.Scenarios);
        foreach (var family in report.Scenarios.GroupBy(result => result.Scenario.Family)) Suite(xml, report, family.Key, [.. family]);
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, RunReport report, string family, IReadOnlyList<ScenarioResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", family);
        Counts(xml, results);
        xml.WriteAttributeString("skipped", Number(results.Count(IsSkipped)));
        if (report.Provenance.Started is { } started) xml.WriteAttributeString("timestamp", started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var result in results) Case(xml, report, result);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RunReport report, ScenarioResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"paxos-conformance.{result.Scenario.Family}");
        xml.WriteAttributeString("name", $"{result.Scenario.Id}: {result.Scenario.Title}");
        xml.WriteAttributeString("time", Seconds(result.Duration));
        var (element, type, text) = result.Verdict switch
        {
            Verdict.Fail => ("failure", result.Violations is [var first, ..] ? first.Rule : "", Story(result, report)),
            Verdict.Fixed => ("failure", "baseline", ""),
            Verdict.Inconclusive => ("error", "inconclusive", result.Message ?? ""),
            Verdict.Known => ("skipped", "known", Story(result, report)),
            Verdict.NotApplicable => ("skipped", "not applicable", ""),
            _ => (null, "", ""),
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("message", Visible.Line(Headline(result)));
            xml.WriteString(Visible.Lines(text));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<ScenarioResult> results)
    {
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(result => result.Verdict is Verdict.Fail or Verdict.Fixed)));
        xml.WriteAttributeString("errors", Number(results.Count(result => result.Verdict == Verdict.Inconclusive)));
        xml.WriteAttributeString("time", Seconds(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration)));
    }

    private static bool IsSkipped(ScenarioResult result) => result.Verdict is Verdict.Known or Verdict.NotApplicable;

    private static string Headline(ScenarioResult result) => result.Verdict switch
    {
        Verdict.Fixed => result.Remark ?? "",
        Verdict.Known => $"known: {result.Message}",
        _ => (result.Message ?? "").Split('\n')[0],
    };

    private static string Story(ScenarioResult result, RunReport report) => "\n" + string.Join('\n', FailureText.Of(result, report).Append(result.Remark).OfType<string>()) + "\n";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
