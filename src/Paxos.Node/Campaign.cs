namespace Paxos.Node;

/// <summary>What is to be sent, and to which acceptors.</summary>
internal sealed record Appeal(Message Request, IReadOnlyList<string> To);

/// <summary>Drives the proposer through rounds, one at a time, until a value is chosen or nobody wants one. Pure.</summary>
internal sealed class Campaign(string id, QuorumSystem quorums, Pace pace)
{
    private const int MaxResends = 3;

    private readonly Proposer proposer = new(id, quorums);
    private int resends;
    private int failures;

    /// <summary>When the campaign goes on if no answer comes; null while there is none.</summary>
    public TimeSpan? Due { get; private set; }

    /// <summary>Whether a round runs, or the next one waits for its time.</summary>
    public bool IsOn => Due is not null;

    /// <summary>The ballot of the running round, or none.</summary>
    public Ballot Ballot => proposer.Current;

    /// <summary>Starts a round.</summary>
    /// <exception cref="InvalidOperationException">No ballot is left (P-BAL-07).</exception>
    public Appeal Start(TimeSpan now, Ballot promised)
    {
        var prepare = proposer.Start(promised);
        AwaitAnswers(now);
        return new Appeal(prepare, quorums.Acceptors);
    }

    /// <summary>Takes a promise.</summary>
    /// <returns>The request for votes when the promises suffice, otherwise null.</returns>
    public Accept? OnPromise(TimeSpan now, string from, Promise promise, Value? wish)
    {
        var ran = !proposer.Current.IsNone;
        if (proposer.OnPromise(from, promise, wish) is { } accept)
        {
            AwaitAnswers(now);
            return accept;
        }

        // Nothing was reported and nobody wants anything: there is nothing to find out.
        if (ran && proposer.Current.IsNone) Due = null;
        return null;
    }

    /// <summary>Takes a vote.</summary>
    /// <returns>The decision when the votes suffice, otherwise null.</returns>
    public Decide? OnAccepted(string from, Accepted accepted) => proposer.OnAccepted(from, accepted);

    /// <summary>Takes a refusal.</summary>
    /// <param name="now">The time.</param>
    /// <param name="nack">The refusal.</param>
    /// <param name="wanted">Whether a client waits for the decision.</param>
    public void OnNack(TimeSpan now, Nack nack, bool wanted)
    {
        if (proposer.OnNack(nack)) BackOff(now, wanted);
    }

    /// <summary>Does what is due: asks again, gives the round up, or starts the next.</summary>
    /// <returns>What is to be sent, or null.</returns>
    /// <exception cref="InvalidOperationException">No ballot is left (P-BAL-07).</exception>
    public Appeal? OnDue(TimeSpan now, Ballot promised, bool wanted)
    {
        if (proposer.Request is not { } request) return Start(now, promised);
        if (resends < MaxResends)
        {
            // P-BAL-09: the same request, word by word, to those who have not answered (P-LIV-05).
            resends++;
            Due = now + pace.Retry;
            return new Appeal(request, [.. proposer.Silent]);
        }

        // P-PRO-11: without a quorum nothing is forced.
        proposer.GiveUp();
        BackOff(now, wanted);
        return null;
    }

    /// <summary>Ends the campaign: the decision is known, or cannot be reached.</summary>
    public void Stop()
    {
        proposer.GiveUp();
        Due = null;
    }

    private void AwaitAnswers(TimeSpan now)
    {
        resends = 0;
        Due = now + pace.Retry;
    }

    private void BackOff(TimeSpan now, bool wanted) => Due = wanted ? now + pace.Backoff(failures++) : null;
}
