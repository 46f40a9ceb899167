namespace PaxosConformance.Mutants;

/// <content>Learners that believe too much, too little, or not for long.</content>
public static partial class Zoo
{
    private const string Learner = "Paxos/Learner.cs";

    private static IEnumerable<Mutant> Learners =>
    [
        new("Z41", "votes for one value are added over its ballots")
        {
            Breaks = ["P-LRN-01"], Killers = ["SC-DEC-04"],
            Rewrites =
            [
                In(Learner, "OnVote").Replace("if (!votes.TryGetValue(proposal, out var voters))", """
                    proposal = proposal with { Ballot = default };
                    if (!votes.TryGetValue(proposal, out var voters))
                    """),
            ],
        },
        new("Z51", "the decision that is told last is kept")
        {
            Breaks = ["P-LRN-07", "P-SAF-03"], Killers = ["SC-ROB-02"],
            Rewrites = [In(Learner, "OnDecide").Replace("if (Decided is not null) return Decided == value ? Learnt.Known : Learnt.Contradiction;", "if (Decided == value) return Learnt.Known;")],
        },
        new("Z52", "a decision below the promise is ignored")
        {
            Breaks = ["P-LRN-05"], Killers = ["SC-DEC-02"],
            Rewrites = [In(Messages, "On").Replace("case Decide decide:", "case Decide decide when !(decide.Ballot < acceptor.State.Promised):")],
        },
        new("Z53", "a decision is ignored by a node that has accepted nothing")
        {
            Breaks = ["P-LRN-03"], Killers = ["SC-DEC-01"],
            Rewrites = [In(Messages, "On").Replace("case Decide decide:", "case Decide decide when acceptor.State.Accepted is not null:")],
        },
        new("Z54", "one vote is enough to learn")
        {
            Breaks = ["P-LRN-01"], Killers = ["SC-DEC-05"],
            Rewrites = [In(Learner, "OnVote").Replace("return quorums.IsPhase2(voters);", "return voters.Count > 0;")],
        },
        new("Z55", "a decision that is told again is applied again")
        {
            Breaks = ["P-LRN-04", "P-SAF-03"], Killers = ["SC-DEC-03"],
            Rewrites =
            [
                In(Learner, "OnDecide").Replace("if (Decided is not null) return Decided == value ? Learnt.Known : Learnt.Contradiction; Decided = value;", """
                    Decided = Decided is null ? value : Value.Of([.. Decided.Bytes, .. value.Bytes]);
                    """),
            ],
        },
        new("X24", "a node that missed the decision never asks for it, and answers no proposal with it")
        {
            Breaks = ["P-LRN-09"], Killers = ["SC-DEC-07"],
            Rewrites =
            [
                In("Paxos.Node/CatchUp.cs", "Want").Replace("Due ??= now + pace.Quiet(tries)", "_ = now"),
                In(Messages, "OnAccepted").Replace("Learn(config.Id, decide.Value);", "if (decide.Value == clients.Wish) Learn(config.Id, decide.Value);"),
            ],
        },
        new("X39", "whoever votes again forgets the decision")
        {
            Breaks = ["P-LRN-02", "P-SAF-03"], Killers = ["SC-DEC-06"],
            Rewrites =
            [
                In(Learner, "Decided").After("public Value? Decided { get; private set; } = recovered;", "public void Forget() => Decided = null;"),
                In(Messages, "On").Replace("case Accept accept:", "case Accept accept: learner.Forget();"),
            ],
        },
        new("X40", "of a decision the log keeps that there is one, and not which")
        {
            Breaks = ["P-LRN-08"], Killers = ["SC-DEC-08"], Tier = Tier.Kill,
            Rewrites = [In(Codec, "Decode").Replace("new StableState(acceptor, ReadOptional(reader, ReadValue))", "new StableState(acceptor, ReadOptional(reader, ReadValue) is null ? null : Value.Of([]))")],
        },
        new("X34", "a client's proposal is kept and never put forward")
        {
            Breaks = ["P-LIV-01"], Killers = ["SC-LIV-01"],
            Rewrites = [In(OwnRounds, "OnPropose").Replace("if (!campaign.IsOn) StartRound();", "")],
        },
        new("X25", "after a restart what was accepted counts as decided")
        {
            Breaks = ["P-SAF-05", "P-LRN-08"], Killers = ["SC-CRA-02"], Tier = Tier.Kill,
            Rewrites = [In(Participant, "Participant").Replace("new Learner(config.Quorums, recovered.Decided)", "new Learner(config.Quorums, recovered.Decided ?? recovered.Acceptor.Accepted?.Value)")],
        },
        new("X26", "learners add votes of the same acceptor")
        {
            Breaks = ["P-LRN-01", "P-PRO-06"], Killers = ["SC-DEC-05"], Flagged = ["PAX5003"],
            Rewrites =
            [
                In(Learner, "votes").Replace("Dictionary<Proposal, HashSet<string>> votes", "Dictionary<Proposal, int> votes"),
                In(Learner, "OnVote").Replace("""
                    if (!votes.TryGetValue(proposal, out var voters)) votes[proposal] = voters = new HashSet<string>(StringComparer.Ordinal);
                    voters.Add(acceptor);
                    return quorums.IsPhase2(voters);
                    """, """
                    votes[proposal] = votes.GetValueOrDefault(proposal) + 1;
                    return votes[proposal] >= quorums.Acceptors.Count / 2 + 1;
                    """),
            ],
        },
    ];
}
