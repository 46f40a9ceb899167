namespace Paxos;

/// <summary>
/// The proposer: runs one round at a time until a value is chosen. Pure: no clock, no network. Not thread-safe.
/// </summary>
/// <remarks>It knows no difference between its own acceptor and the others: every vote comes in as a message (P-PRO-12, P-NET-07).</remarks>
public sealed class Proposer(string id, QuorumSystem quorums)
{
    private Round? round;
    private Ballot highestHeard;

    /// <summary>The ballot of the running round, or none.</summary>
    public Ballot Current => round?.Ballot ?? default;

    /// <summary>What the running round still asks of acceptors that have not answered: for retransmission, word by word the same (P-BAL-09).</summary>
    public Message? Request => round?.Request;

    /// <summary>The acceptors whose answer to <see cref="Request"/> is still out.</summary>
    public IEnumerable<string> Silent => round is null
        ? []
        : quorums.Acceptors.Except(round.Value is null ? round.Promisers : round.Votes, StringComparer.Ordinal);

    /// <summary>
    /// Starts a round above every ballot this proposer has tried or heard of (P-BAL-03, P-BAL-05), and drops the round that ran.
    /// </summary>
    /// <param name="promised">
    /// What this node's own acceptor has promised. It promises every ballot of ours before anybody else hears of it, and remembers it
    /// through crashes: so a ballot is never used twice (P-BAL-04) without a second record to keep.
    /// </param>
    /// <returns>The request for promises.</returns>
    /// <exception cref="InvalidOperationException">No ballot is left (P-BAL-07).</exception>
    public Prepare Start(Ballot promised)
    {
        highestHeard = Ballot.Max(highestHeard, promised);
        round = new Round(highestHeard.Next(id));
        highestHeard = round.Ballot;
        return new Prepare(round.Ballot);
    }

    /// <summary>Drops the running round; votes for it that are still under way count for nothing (P-PRO-05, P-PRO-09).</summary>
    public void GiveUp() => round = null;

    /// <summary>Takes a promise. With a phase-1 quorum of them it puts a value to the vote (P-PRO-01).</summary>
    /// <param name="from">Who promised.</param>
    /// <param name="promise">The promise.</param>
    /// <param name="wish">The value to propose if no promise binds the proposer to another; null if it has no wish.</param>
    /// <returns>
    /// The request for votes once the quorum is full, otherwise null. Where the quorum reports no value and there is no wish either,
    /// nothing can be put to the vote: the round is given up.
    /// </returns>
    public Accept? OnPromise(string from, Promise promise, Value? wish)
    {
        // P-PRO-05: only promises for this very ballot count. P-PRO-07: only configured acceptors count. P-PRO-04: late ones do not.
        if (round is null || promise.Ballot != round.Ballot || round.Value is not null || !quorums.Contains(from)) return null;

        round.AddPromise(from, promise.Accepted);
        if (!quorums.IsPhase1(round.Promisers)) return null;

        // P-PRO-02: the reported value with the highest ballot binds. P-PRO-03: only without one is the proposer free.
        var value = round.HighestReported?.Value ?? wish;
        if (value is null)
        {
            round = null;
            return null;
        }

        round.PutToTheVote(value);
        return new Accept(round.Ballot, value);
    }

    /// <summary>Takes a vote. With a phase-2 quorum of them the round's value is chosen (P-PRO-08).</summary>
    /// <returns>The decision when this vote completes the quorum, otherwise null.</returns>
    public Decide? OnAccepted(string from, Accepted accepted)
    {
        // P-PRO-09: votes for an earlier ballot do not count. P-PRO-07.
        if (round?.Value is null || accepted.Ballot != round.Ballot || !quorums.Contains(from)) return null;

        round.AddVote(from);
        if (!quorums.IsPhase2(round.Votes)) return null;

        // P-PRO-10: what is decided is what was accepted, not what was wished.
        var decide = new Decide(round.Value, round.Ballot);
        round = null;
        return decide;
    }

    /// <summary>Takes a refusal, which is never a vote (P-PRO-18).</summary>
    /// <returns>True if it pre-empts the running round: a higher ballot is about, so the round is given up (P-PRO-13).</returns>
    public bool OnNack(Nack nack)
    {
        highestHeard = Ballot.Max(highestHeard, nack.Promised);
        if (round is null || nack.Ballot != round.Ballot || nack.Promised <= round.Ballot) return false;
        round = null;
        return true;
    }
}
