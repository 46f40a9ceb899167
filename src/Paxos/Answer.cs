namespace Paxos;

/// <summary>What an acceptor answers to a request.</summary>
public abstract record Answer;

/// <summary>No vote. A refusal binds nobody to anything, so it may leave at once.</summary>
public sealed record Refusal(Nack Nack) : Answer;

/// <summary>A vote that may leave once <paramref name="State"/> is durable (P-DUR-01, P-DUR-02).</summary>
public abstract record VoteWhenDurable(AcceptorState State) : Answer
{
    /// <summary>The vote itself. There is no other way to get one than with the proof that what it tells is durable.</summary>
    /// <exception cref="ArgumentException">The proof is for another state.</exception>
    public Vote Cast(Durable<StableState> proof)
    {
        if (proof.Value.Acceptor != State) throw new ArgumentException("the proof is for another state than the vote tells of", nameof(proof));
        return new Vote(Tell(proof.Value.Acceptor));
    }

    /// <summary>The message that tells the vote; everything in it comes from the durable state.</summary>
    private protected abstract Message Tell(AcceptorState durable);
}

/// <summary>A promise for the ballot <c>State.Promised</c>.</summary>
public sealed record PromiseWhenDurable(AcceptorState State) : VoteWhenDurable(State)
{
    // P-ACC-02, P-ACC-04: the report is the accepted pair as it stands, its own ballot with its own value.
    private protected override Message Tell(AcceptorState durable) => new Promise(durable.Promised, durable.Accepted);
}

/// <summary>The acceptance of the proposal <c>State.Accepted</c>.</summary>
public sealed record AcceptedWhenDurable(AcceptorState State) : VoteWhenDurable(State)
{
    private protected override Message Tell(AcceptorState durable) => new Accepted(durable.Accepted!.Ballot);
}

/// <summary>A vote that may leave: what it says is on stable storage.</summary>
public sealed class Vote
{
    internal Vote(Message message) => Message = message;

    /// <summary>A <see cref="Promise"/> or an <see cref="Accepted"/>.</summary>
    public Message Message { get; }
}
