using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What a walk through one method met.</summary>
internal sealed class Findings(IMethodSymbol method)
{
    private readonly Dictionary<SyntaxNode, List<ReplyVisit>> replies = [];
    private readonly HashSet<Exit> exits = [];
    private readonly HashSet<Set<Dirt>> throws = [];
    private readonly HashSet<Dirt> writes = [];

    public IMethodSymbol Method { get; } = method;

    /// <summary>Whether the method is beyond the analysis, so that nothing may be said of it.</summary>
    public bool GaveUp { get; set; }

    /// <summary>Whether no reply leaves while anything is not durable, and no persist is repeated or thrown away.</summary>
    public bool AreHarmless => Retries.Count == 0 && Discarded.Count == 0
        && !replies.Values.Any(visits => visits.Any(visit => visit.Dirt.Any(static dirt => dirt.State is not null)));

    /// <summary>Whether the method awaits anything.</summary>
    public bool Suspends { get; set; }

    /// <summary>The replies, and for each way to come to one what is dirty then.</summary>
    public IEnumerable<(SyntaxNode At, IReadOnlyList<ReplyVisit> Visits)> Replies =>
        replies.Select(pair => (pair.Key, (IReadOnlyList<ReplyVisit>)pair.Value)).OrderBy(reply => reply.Key.SpanStart);

    public IReadOnlyCollection<Exit> Exits => exits;

    public IReadOnlyCollection<Set<Dirt>> Thrown => throws;

    public IReadOnlyCollection<Dirt> Writes => writes;

    /// <summary>Persists of a log whose last persist failed: the call, and the one that failed.</summary>
    public HashSet<(SyntaxNode Call, SyntaxNode Failed)> Retries { get; } = [];

    /// <summary>The calls here that persist by contract, not by their body.</summary>
    public HashSet<SyntaxNode> Persists { get; } = [];

    /// <summary>Persists whose task is thrown away, and what depends on them.</summary>
    public HashSet<(SyntaxNode Persist, Dirt Dirt)> Discarded { get; } = [];

    /// <summary>The members and captured variables that the method assigns on some way.</summary>
    public HashSet<Place> Assigned { get; } = [];

    /// <summary>The changes made by delegates that the method was given: only its caller knows of them.</summary>
    public HashSet<SyntaxNode> Given { get; } = [];

    /// <summary>Every durable state change the method makes.</summary>
    public void Wrote(Dirt dirt) => writes.Add(dirt);

    /// <summary>A reply leaves.</summary>
    public void Reply(SyntaxNode at, Set<Dirt> dirt, string? deferredTo = null, SyntaxNode? inner = null)
    {
        if (!replies.TryGetValue(at, out var visits)) replies.Add(at, visits = []);
        var visit = new ReplyVisit(dirt, deferredTo, inner);
        if (!visits.Contains(visit)) visits.Add(visit);
    }

    public void Complete(Exit exit) => exits.Add(exit);

    public void Throws(FlowState state) => throws.Add(state.Dirt);

    public Summary Summarise()
    {
        if (GaveUp) return Summary.Inert;
        var concerning = new HashSet<InnerReply>();
        foreach (var reply in replies)
        {
            foreach (var visit in reply.Value)
                concerning.Add(new InnerReply(visit.Inner ?? reply.Key, visit.Dirt.Where(dirt => dirt.IsEntry || Given.Contains(dirt.Write!)), visit.DeferredTo));
        }

        return new Summary([.. exits], [.. throws], [.. concerning], [.. writes], [.. Assigned], Suspends);
    }
}

/// <summary>One way to come to a reply.</summary>
/// <param name="Dirt">What is dirty then.</param>
/// <param name="DeferredTo">What was given the reply to run; null where it leaves at once.</param>
/// <param name="Inner">The reply itself, where it is inside the method called here.</param>
internal sealed record ReplyVisit(Set<Dirt> Dirt, string? DeferredTo, SyntaxNode? Inner);
