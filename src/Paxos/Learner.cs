using PaxosConformance.Annotations;

namespace Paxos;

/// <summary>The learner: a decision register that is written once and then constant (P-SAF-03). Pure; not thread-safe.</summary>
public sealed class Learner(QuorumSystem quorums, Value? recovered)
{
    // P-LRN-01: votes are kept per proposal and per acceptor, so that neither ballots nor repetitions are added up.
    private readonly Dictionary<Proposal, HashSet<string>> votes = [];

    /// <summary>The decision, or null while this node has not learnt it.</summary>
    [Durable]
    public Value? Decided { get; private set; } = recovered;

    /// <summary>Takes the vote of an acceptor, as far as votes are told to learners.</summary>
    /// <returns>Whether with it a phase-2 quorum has accepted this proposal, so that its value is chosen.</returns>
    public bool OnVote(string acceptor, Proposal proposal)
    {
        // P-QRM-04: only acceptors have a vote.
        if (Decided is not null || !quorums.Contains(acceptor)) return false;
        if (!votes.TryGetValue(proposal, out var voters)) votes[proposal] = voters = new HashSet<string>(StringComparer.Ordinal);
        voters.Add(acceptor);
        return quorums.IsPhase2(voters);
    }

    /// <summary>
    /// Takes the news of a decision, whatever its ballot: chosen is for ever, so no promise stands in its way (P-LRN-05),
    /// and no vote of this node is needed first (P-LRN-03).
    /// </summary>
    public Learnt OnDecide(Value value)
    {
        // P-LRN-02, P-LRN-04, P-LRN-07: a repetition has no effect; a contradiction neither, but the world should hear of it.
        if (Decided is not null) return Decided == value ? Learnt.Known : Learnt.Contradiction;
        Decided = value;
        votes.Clear();
        return Learnt.New;
    }
}

/// <summary>What the news of a decision meant to a learner.</summary>
public enum Learnt
{
    /// <summary>The node did not know the decision before.</summary>
    New,

    /// <summary>The node knew this decision.</summary>
    Known,

    /// <summary>The node knows another decision and keeps it: some node breaks the protocol.</summary>
    Contradiction,
}
