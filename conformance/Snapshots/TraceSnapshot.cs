using System.Collections.Frozen;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Snapshots;

/// <summary>The trace of a scenario as a text that is the same again wherever the same was said and done in the same order.</summary>
public static class TraceSnapshot
{
    /// <summary>
    /// Title and verdict, then a line for each event that a reader needs: messages once, when they are sent; no init, echo or tick. Events are
    /// numbered anew, and nothing tells of a time, a port or a directory.
    /// </summary>
    public static string Of(ScenarioResult result)
    {
        var story = TraceText.Story(result.Events, FrozenSet<long>.Empty).Select((e, i) => TraceText.Show(e with { Clock = i + 1 }).TrimEnd());
        return string.Join('\n', [$"{result.Scenario.Id}: {result.Scenario.Title}", result.Verdict.ToText(), "", .. story]).ReplaceLineEndings("\n");
    }
}
