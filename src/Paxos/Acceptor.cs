using PaxosConformance.Annotations;

namespace Paxos;

/// <summary>
/// The acceptor: votes, and keeps what it has vouched for. Pure: it says what to remember and what may be answered once that is durable.
/// Not thread-safe.
/// </summary>
public sealed class Acceptor(AcceptorState recovered)
{
    /// <summary>What the acceptor stands by now. It may be ahead of stable storage: no vote leaves before storage has caught up.</summary>
    [Durable]
    public AcceptorState State { get; private set; } = recovered;

    /// <summary>Answers phase 1a: a promise unless a higher ballot was voted for.</summary>
    [Changes]
    public Answer OnPrepare(Prepare prepare)
    {
        // P-ACC-01, P-ACC-14: a stale prepare gets no promise and leaves no trace.
        if (prepare.Ballot < State.Promised) return new Refusal(new Nack(prepare.Ballot, State.Promised));

        // P-ACC-10: a higher prepare leaves the accepted proposal in place. P-ACC-13: at an equal ballot this changes nothing.
        State = State with { Promised = prepare.Ballot };
        return new PromiseWhenDurable(State);
    }

    /// <summary>Answers phase 2a: accepts unless a higher ballot was voted for.</summary>
    [Changes]
    public Answer OnAccept(Accept accept)
    {
        // P-ACC-05, P-ACC-14.
        if (accept.Ballot < State.Promised) return new Refusal(new Nack(accept.Ballot, State.Promised));

        // P-ACC-11: two values in one ballot are some broken proposer's work; the first stands.
        if (State.Accepted is { } accepted && accepted.Ballot == accept.Ballot && accepted.Value != accept.Value)
            return new Refusal(new Nack(accept.Ballot, State.Promised));

        // P-ACC-08: accepting raises the promise. P-ACC-09: the accepted ballot never goes down, since it never leaves the promise behind.
        State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value));
        return new AcceptedWhenDurable(State);
    }
}
