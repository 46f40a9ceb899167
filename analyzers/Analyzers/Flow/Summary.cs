using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What a call of a method does, told relative to what was dirty before it.</summary>
internal sealed class Summary(
    IReadOnlyList<Exit> exits, IReadOnlyList<Set<Dirt>> throws, IReadOnlyList<InnerReply> replies, IReadOnlyList<Dirt> writes,
    IReadOnlyList<Place> assigned, bool suspends)
{
    /// <summary>Of a method that does nothing of interest, or that is being summarised already: recursion adds nothing new.</summary>
    public static readonly Summary Inert = new([new Exit(FlowState.AtEntry, Value.Unknown)], [], [], [], [], suspends: false);

    /// <summary>The ways it completes.</summary>
    public IReadOnlyList<Exit> Exits { get; } = exits;

    /// <summary>What is dirty when it throws.</summary>
    public IReadOnlyList<Set<Dirt>> Throws { get; } = throws;

    /// <summary>The replies in it, as far as they concern what was dirty before.</summary>
    public IReadOnlyList<InnerReply> Replies { get; } = replies;

    /// <summary>Every change it makes, also those that it persists itself.</summary>
    public IReadOnlyList<Dirt> Writes { get; } = writes;

    /// <summary>The members and captured variables that it assigns on some way.</summary>
    public IReadOnlyList<Place> Assigned { get; } = assigned;

    /// <summary>Whether it awaits something, so that its caller may go on before it has ended.</summary>
    public bool Suspends { get; } = suspends;

    public Summary WithoutReplies() => new(Exits, Throws, [], Writes, Assigned, Suspends);
}

/// <summary>One way a method completes.</summary>
internal sealed record Exit(FlowState State, Value Value);

/// <summary>A reply in a method: for each way to come to it, what is dirty of that which the caller knows.</summary>
internal sealed record InnerReply(SyntaxNode At, Set<Dirt> Dirt, string? DeferredTo);
