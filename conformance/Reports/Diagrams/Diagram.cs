using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>
/// A message-sequence diagram, after Lamport's of 1978: who takes part, and what happened step by step. Each teller draws it in its own way: <see cref="SvgDiagram"/>
/// as a picture, <see cref="TextDiagram"/> for terminals, <see cref="HtmlReport"/> in a page. Immutable.
/// </summary>
/// <param name="Lifelines">Who takes part: nodes, puppets, clients.</param>
/// <param name="Steps">What happened, in order.</param>
/// <param name="Outages">When nodes did not run.</param>
public sealed record Diagram(IReadOnlyList<Lifeline> Lifelines, IReadOnlyList<Step> Steps, IReadOnlyList<Outage> Outages)
{
    /// <summary>The diagram of a scenario; what proves its violations is marked.</summary>
    public static Diagram Of(ScenarioResult result) => Of(result.Events, result.Violations.SelectMany(violation => violation.Proof).ToHashSet());

    /// <summary>
    /// The diagram of a trace. What only keeps the suite and its nodes in step (<c>init</c>, <c>echo</c>, <c>reset</c>, <c>tick</c>) is left out, unless it
    /// proves something.
    /// </summary>
    /// <param name="events">The trace, or a part of it.</param>
    /// <param name="proof">The times of the events that prove a violation.</param>
    public static Diagram Of(IReadOnlyList<TraceEvent> events, IReadOnlySet<long> proof)
    {
        var cast = new Cast(events);
        var steps = new Steps(cast, proof).Tell(events);
        return new Diagram(cast.Lifelines, steps, Down(steps).ToList());
    }

    /// <summary>The last step that proves a violation; null if none does.</summary>
    public int? LastProof => Steps.Index().Where(step => step.Item.Proves).Select(step => (int?)step.Index).LastOrDefault();

    private static IEnumerable<Outage> Down(IReadOnlyList<Step> steps)
    {
        Dictionary<int, (int From, bool IsPause)> down = [];
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is NoteStep { Kind: NoteKind.Stage })
            {
                foreach (var outage in down) yield return new Outage(outage.Key, outage.Value.From, i, outage.Value.IsPause);
                down.Clear();
            }

            if (steps[i] is not MarkStep mark) continue;
            var ends = mark.Kind is EventKind.Exited or EventKind.Killed or EventKind.PowerLost;
            var begins = mark.Kind is EventKind.Started or EventKind.Restarted or EventKind.Resumed or EventKind.Wiped;
            if ((ends || begins) && down.Remove(mark.At, out var past)) yield return new Outage(mark.At, past.From, i, past.IsPause);
            if (ends || mark.Kind == EventKind.Paused) down.TryAdd(mark.At, (i, mark.Kind == EventKind.Paused));
        }

        foreach (var outage in down) yield return new Outage(outage.Key, outage.Value.From, steps.Count, outage.Value.IsPause);
    }
}
