namespace Paxos.Tests.Simulation;

/// <summary>Sees everything, also what no node can see, and says what must never happen.</summary>
internal sealed class Judge(QuorumSystem quorums)
{
    private readonly HashSet<Value> wishes = [];
    private readonly HashSet<Ballot> started = [];
    private readonly Dictionary<Proposal, HashSet<string>> votes = [];
    private readonly Dictionary<Ballot, Value> putToTheVote = [];

    /// <summary>The value that a quorum has accepted in one ballot, or null.</summary>
    public Value? Chosen { get; private set; }

    /// <summary>How many rounds were started.</summary>
    public int Rounds => started.Count;

    /// <summary>How many nodes learnt a decision, repetitions and restarts included.</summary>
    public int Decisions { get; private set; }

    public void Wished(Value wish) => wishes.Add(wish);

    /// <summary>P-BAL-04: no ballot is used twice, not even by a proposer that forgot everything in a crash.</summary>
    public void Started(Ballot ballot)
    {
        if (!started.Add(ballot)) throw new ProtocolViolation($"ballot {ballot} was started twice");
    }

    /// <summary>P-BAL-09: one ballot has one value. P-SAF-02: it is one that somebody wished for.</summary>
    public void PutToTheVote(Accept accept)
    {
        if (!putToTheVote.TryAdd(accept.Ballot, accept.Value) && putToTheVote[accept.Ballot] != accept.Value)
            throw new ProtocolViolation($"ballot {accept.Ballot} carries two values");
        if (!wishes.Contains(accept.Value)) throw new ProtocolViolation($"nobody wished for {accept.Value}");
    }

    /// <summary>P-SAF-01, before anybody has heard of it: a second value must not even be chosen.</summary>
    public void Voted(string acceptor, Proposal proposal)
    {
        if (!votes.TryGetValue(proposal, out var voters)) votes[proposal] = voters = [];
        voters.Add(acceptor);
        if (!quorums.IsPhase2(voters)) return;
        if (Chosen is not null && Chosen != proposal.Value)
            throw new ProtocolViolation($"{proposal.Value} was chosen in ballot {proposal.Ballot}, after {Chosen}");
        Chosen = proposal.Value;
    }

    public void Learnt(string node, Value decision, Learnt meaning)
    {
        Decisions++;
        if (meaning == Paxos.Learnt.Contradiction || decision != Chosen)
            throw new ProtocolViolation($"{node} learnt {decision}, chosen is {Chosen?.ToString() ?? "nothing"}");
    }
}

/// <summary>What the judge must never see.</summary>
internal sealed class ProtocolViolation(string what) : Exception(what);
