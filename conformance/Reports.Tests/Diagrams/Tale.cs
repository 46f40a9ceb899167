using Paxos;
using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports.Tests.Diagrams;

/// <summary>A trace, told event by event.</summary>
internal sealed class Tale
{
    private readonly List<Envelope> messages = [];
    private readonly Trace trace = new();

    public static Body Prepare(int n) => new PrepareBody { Ballot = new Ballot(n, "n2") };

    public static Body Accept(int n, string value) => new AcceptBody { Ballot = new Ballot(n, "n2"), Value = value };

    public static Body Promise(int n) => new PromiseBody { Ballot = new Ballot(n, "n2") };

    /// <summary>A message is sent; what becomes of it comes next.</summary>
    public Tale Says(string from, string to, Body body)
    {
        messages.Add(new Envelope(from, to, body));
        trace.Add(EventKind.Sent, from, messages[^1]);
        return this;
    }

    /// <summary>A message meets its fate: the last one, or an earlier one by its number from 0.</summary>
    public Tale Then(EventKind kind, int? message = null)
    {
        var it = messages[message ?? messages.Count - 1];
        trace.Add(kind, it.Dest, it);
        return this;
    }

    public Tale Arrives(int? message = null) => Then(EventKind.Delivered, message);

    public Tale Happens(EventKind kind, string node, string? text = null)
    {
        trace.Add(kind, node, text: text);
        return this;
    }

    public IReadOnlyList<TraceEvent> Events => trace.Events;

    public Diagram Drawn(params long[] proof) => Diagram.Of(trace.Events, proof.ToHashSet());
}
