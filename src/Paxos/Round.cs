namespace Paxos;

/// <summary>One ballot of a proposer: first it collects promises, then votes for one value.</summary>
internal sealed class Round(Ballot ballot)
{
    // P-PRO-06: votes are kept per acceptor, so that a repeated one counts once.
    private readonly Dictionary<string, Proposal?> promises = new(StringComparer.Ordinal);
    private readonly HashSet<string> votes = new(StringComparer.Ordinal);

    public Ballot Ballot { get; } = ballot;

    /// <summary>The value put to the vote; null while promises are collected. Set once (P-PRO-04).</summary>
    public Value? Value { get; private set; }

    public IReadOnlySet<string> Votes => votes;

    public IReadOnlySet<string> Promisers => promises.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>The phase that waits for answers: the request, for all who have not answered.</summary>
    public Message Request => Value is null ? new Prepare(Ballot) : new Accept(Ballot, Value);

    public void AddPromise(string acceptor, Proposal? accepted) => promises[acceptor] = accepted;

    public void AddVote(string acceptor) => votes.Add(acceptor);

    /// <summary>The proposal with the highest ballot that the promises report, or null (P-PRO-02).</summary>
    public Proposal? HighestReported => promises.Values.OfType<Proposal>().MaxBy(proposal => proposal.Ballot);

    public void PutToTheVote(Value value) => Value = value;
}
