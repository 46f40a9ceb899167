using System.Text.Json;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>A badge, in the format that shields.io reads from an address: https://shields.io/badges/endpoint-badge.</summary>
public sealed class BadgeReport : IReportWriter
{
    /// <inheritdoc/>
    public string Kind => "badge";

    /// <inheritdoc/>
    public string Purpose => "a badge for a README, as shields.io reads it (endpoint)";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("label", "Paxos conformance");
        json.WriteString("message", Message(report));
        json.WriteString("color", report.ExitCode switch
        {
            ExitCode.Conformant => report.Count(Verdict.Known) == 0 ? "brightgreen" : "green",
            ExitCode.Violation => "red",
            _ => "yellow",
        });
        json.WriteEndObject();
    }

    // Of what was judged, so that what is not for this subject is not held against it; and never without what was not judged.
    private static string Message(RunReport report)
    {
        var judged = report.Scenarios.Count - report.Count(Verdict.NotApplicable) + report.NotPlayed.Count;
        var failed = report.Count(Verdict.Fail) + report.Count(Verdict.Fixed);
        return $"{report.Count(Verdict.Pass)} of {judged} passed" +
               (failed > 0 ? $", {failed} failed" : "") +
               (report.Count(Verdict.Known) is > 0 and var known ? $", {known} known" : "") +
               (report.Count(Verdict.Inconclusive) + report.NotPlayed.Count is > 0 and var open ? $", {open} not judged" : "");
    }
}
