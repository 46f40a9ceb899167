using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>Lines of the subject that were no messages of the protocol, and wrong in the same way.</summary>
/// <param name="Fault">What is wrong with the first of them, with the place in the line and in the schema.</param>
/// <param name="Line">The first of them, shortened.</param>
/// <param name="Count">How many there were.</param>
/// <param name="First">The scenario in which the first was said; null where that was before any, as nodes were started.</param>
public sealed record MalformedReport(string Fault, string Line, int Count, string? First)
{
    // The router's words.
    private const string Joint = " in: ";

    internal static IReadOnlyList<MalformedReport> Of(IEnumerable<ScenarioResult> scenarios, IEnumerable<MalformedLine> atStart) => atStart
        .Select(line => new MalformedReport(line.Fault, line.Line, 1, null))
        .Concat(scenarios.SelectMany(result => result.Events.Where(e => e.Kind == EventKind.Malformed).Select(e => Of(e.Text ?? "", result.Scenario.Id))))
        .GroupBy(said => said.Kind)
        .Select(same => same.First() with { Count = same.Count() })
        .ToList();

    // What differs from line to line stands behind the place, and before the place in the schema.
    private string Kind => Fault.Split(':')[0] + Fault[Math.Max(0, Fault.LastIndexOf(" (", StringComparison.Ordinal))..];

    private static MalformedReport Of(string text, string scenario)
    {
        var at = text.IndexOf(Joint, StringComparison.Ordinal);
        return at < 0 ? new MalformedReport(text, "", 1, scenario) : new MalformedReport(text[..at], text[(at + Joint.Length)..], 1, scenario);
    }
}
