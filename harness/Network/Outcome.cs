using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>The four things that can come of a request to an acceptor.</summary>
public enum OutcomeKind
{
    /// <summary>A promise or acceptance for the very ballot that was asked for.</summary>
    Vote,

    /// <summary>A refusal: a nack, an error, or a message shaped like a vote with a higher ballot than was asked for.</summary>
    Nack,

    /// <summary>Nothing by the end of the wait; an asynchronous network explains it.</summary>
    Silence,

    /// <summary>The decision instead of an answer.</summary>
    Decided,
}

/// <summary>What came of a request.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Request">The event of the request.</param>
/// <param name="Reply">The event of the answer; null for silence.</param>
public sealed record Outcome(OutcomeKind Kind, TraceEvent Request, TraceEvent? Reply)
{
    /// <summary>What the answer said; null for silence.</summary>
    public Body? Body => Reply?.Message!.Body;

    /// <summary>Whether a message answers a request, and how; null if it is about something else.</summary>
    public static OutcomeKind? Classify(Body request, Body reply) => (request, reply) switch
    {
        (PrepareBody asked, PromiseBody told) => Shape(asked.Ballot, told.Ballot),
        // With a value it is a vote, told to a learner: a refusal has none.
        (AcceptBody asked, AcceptedBody { Value: not null } told) => told.Ballot == asked.Ballot ? OutcomeKind.Vote : null,
        (AcceptBody asked, AcceptedBody told) => Shape(asked.Ballot, told.Ballot),
        (PrepareBody asked, NackBody told) when told.Ballot == asked.Ballot => OutcomeKind.Nack,
        (AcceptBody asked, NackBody told) when told.Ballot == asked.Ballot => OutcomeKind.Nack,
        (PrepareBody or AcceptBody, ErrorBody) => OutcomeKind.Nack,
        (PrepareBody or AcceptBody, DecideBody) => OutcomeKind.Decided,
        _ => null,
    };

    /// <summary>The outcome in words.</summary>
    public override string ToString() => Body is null ? "silence" : TraceText.Show(Body);

    // Reply normalisation: what is shaped like a vote but carries a higher ballot is a refusal; a lower one answers another request.
    private static OutcomeKind? Shape(Ballot asked, Ballot told) =>
        told == asked ? OutcomeKind.Vote : told > asked ? OutcomeKind.Nack : null;
}
