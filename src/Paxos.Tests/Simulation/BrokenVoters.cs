namespace Paxos.Tests.Simulation;

/// <summary>Promises, and accepts whatever comes all the same.</summary>
internal sealed class ForgetsItsPromise(AcceptorState recovered) : IVoter
{
    public AcceptorState State { get; private set; } = recovered;

    public Answer OnPrepare(Prepare prepare)
    {
        if (prepare.Ballot < State.Promised) return new Refusal(new Nack(prepare.Ballot, State.Promised));
        State = State with { Promised = prepare.Ballot };
        return new PromiseWhenDurable(State);
    }

    public Answer OnAccept(Accept accept)
    {
        State = State with { Accepted = new Proposal(accept.Ballot, accept.Value) };
        return new AcceptedWhenDurable(State);
    }
}

/// <summary>Drops what it accepted when a higher ballot comes ("move to the new round, drop the old one", taken literally).</summary>
internal sealed class ForgetsWhatItAccepted(AcceptorState recovered) : IVoter
{
    private Acceptor acceptor = new(recovered);

    public AcceptorState State => acceptor.State;

    public Answer OnPrepare(Prepare prepare)
    {
        if (prepare.Ballot > State.Promised) acceptor = new Acceptor(State with { Accepted = null });
        return acceptor.OnPrepare(prepare);
    }

    public Answer OnAccept(Accept accept) => acceptor.OnAccept(accept);
}

/// <summary>Comes back from a crash without its promise.</summary>
internal sealed class LosesItsPromiseInACrash(AcceptorState recovered) : IVoter
{
    private readonly Acceptor acceptor = new(recovered with { Promised = recovered.Accepted?.Ballot ?? default });

    public AcceptorState State => acceptor.State;

    public Answer OnPrepare(Prepare prepare) => acceptor.OnPrepare(prepare);

    public Answer OnAccept(Accept accept) => acceptor.OnAccept(accept);
}

/// <summary>Comes back from a crash without the proposal it accepted.</summary>
internal sealed class LosesItsVoteInACrash(AcceptorState recovered) : IVoter
{
    private readonly Acceptor acceptor = new(recovered with { Accepted = null });

    public AcceptorState State => acceptor.State;

    public Answer OnPrepare(Prepare prepare) => acceptor.OnPrepare(prepare);

    public Answer OnAccept(Accept accept) => acceptor.OnAccept(accept);
}

/// <summary>Compares ballots by their counters alone.</summary>
internal sealed class IgnoresTheId(AcceptorState recovered) : IVoter
{
    public AcceptorState State { get; private set; } = recovered;

    public Answer OnPrepare(Prepare prepare)
    {
        if (prepare.Ballot.N < State.Promised.N) return new Refusal(new Nack(prepare.Ballot, State.Promised));
        State = State with { Promised = prepare.Ballot };
        return new PromiseWhenDurable(State);
    }

    public Answer OnAccept(Accept accept)
    {
        if (accept.Ballot.N < State.Promised.N) return new Refusal(new Nack(accept.Ballot, State.Promised));
        State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value));
        return new AcceptedWhenDurable(State);
    }
}
