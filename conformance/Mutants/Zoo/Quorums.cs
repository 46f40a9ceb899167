namespace PaxosConformance.Mutants;

/// <content>Quorums of the wrong size, or of the wrong members.</content>
public static partial class Zoo
{
    private const string QuorumSystem = "Paxos/QuorumSystem.cs", CountQuorums = "Paxos/CountQuorums.cs", Participant = "Paxos.Node/Participant.cs";

    private static IEnumerable<Mutant> Quorums =>
    [
        new("Z33", "half of the acceptors are a quorum")
        {
            Breaks = ["P-QRM-02", "P-QRM-01"], Killers = ["SC-QRM-01"], Flagged = ["PAX5002"],
            Rewrites =
            [
                In(CountQuorums, "IsPhase1").Replace("Count(members) >= phase1", "members.Count >= Acceptors.Count / 2"),
                In(CountQuorums, "IsPhase2").Replace("Count(members) >= phase2", "members.Count >= Acceptors.Count / 2"),
            ],
        },
        new("Z34", "a majority of the acceptors that answer is a quorum")
        {
            Breaks = ["P-QRM-05", "P-QRM-01", "P-PRO-01"], Killers = ["SC-QRM-03"], Flagged = ["PAX5002"],
            Rewrites =
            [
                In(Proposer, "highestHeard").After("private Ballot highestHeard;", """
                    private HashSet<string> suspects = [];
                    private List<string> Live => quorums.Acceptors.Where(id => !suspects.Contains(id)).ToList();
                    public void Suspect() => suspects = Silent.ToHashSet();
                    """),
                In(Proposer, "OnPromise").Replace("!quorums.IsPhase1(round.Promisers)", "round.Promisers.Count < Live.Count / 2 + 1"),
                In(Proposer, "OnAccepted").Replace("!quorums.IsPhase2(round.Votes)", "round.Votes.Count < Live.Count / 2 + 1"),
                In(Campaign, "OnDue").Replace("proposer.GiveUp();", "proposer.Suspect(); proposer.GiveUp();"),
            ],
        },
        new("Z59", "all acceptors are waited for")
        {
            Breaks = ["P-QRM-03", "P-LIV-02"], Killers = ["SC-QRM-02", "SC-PAR-01"], Flagged = ["PAX5002"],
            Rewrites = [In(QuorumSystem, "Majority").Replace("acceptors.Count / 2 + 1", "acceptors.Count")],
        },
        new("Z66", "promises and votes of strangers and learners count")
        {
            Breaks = ["P-PRO-07", "P-QRM-04"], Killers = ["SC-PRO-06", "SC-QRM-04"],
            Rewrites =
            [
                In(Participant, "OnPeer").Replace("!config.IsPeer(from)", "from == config.Id"),
                In(Proposer, "OnPromise").Replace("|| !quorums.Contains(from)", ""),
                In(Proposer, "OnAccepted").Replace("|| !quorums.Contains(from)", ""),
                In(CountQuorums, "Count").Replace("members.Count(Contains)", "members.Count"),
            ],
        },
        new("X33", "a single vote is never a quorum, not even of one acceptor")
        {
            Breaks = ["P-QRM-06", "P-QRM-03"], Killers = ["SC-QRM-02"],
            Rewrites = [In(CountQuorums, "IsPhase2").Replace("Count(members) >= phase2", "Count(members) >= Math.Max(2, phase2)")],
        },
        new("X22", "half of the acceptors, rounded up, are a quorum")
        {
            Breaks = ["P-QRM-02"], Killers = ["SC-QRM-01"], Flagged = ["PAX5002"],
            Rewrites =
            [
                In(CountQuorums, "IsPhase1").Replace("Count(members) >= phase1", "members.Count >= (Acceptors.Count + 1) / 2"),
                In(CountQuorums, "IsPhase2").Replace("Count(members) >= phase2", "members.Count >= (Acceptors.Count + 1) / 2"),
            ],
        },
    ];
}
