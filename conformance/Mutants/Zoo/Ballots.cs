namespace PaxosConformance.Mutants;

/// <content>Ballots that are compared, counted or kept wrongly.</content>
public static partial class Zoo
{
    private const string Ballot = "Paxos/Ballot.cs", Proposer = "Paxos/Proposer.cs", Codec = "Paxos.Storage/StateCodec.cs";

    private static IEnumerable<Mutant> Ballots =>
    [
        new("Z11", "ballots are compared by counter alone")
        {
            Breaks = ["P-BAL-06", "P-BAL-02"], Killers = ["SC-BAL-01"], Flagged = ["PAX5001"],
            Rewrites = [In(Ballot, "CompareTo").Replace("byCounter != 0 ? byCounter : string.CompareOrdinal(Id, other.Id)", "byCounter")],
        },
        new("Z13", "ballots are compared as text")
        {
            Breaks = ["P-BAL-07"], Killers = ["SC-BAL-02"], Flagged = ["PAX5001"],
            Rewrites = [In(Ballot, "CompareTo").Replace("var byCounter = N.CompareTo(other.N); return byCounter != 0 ? byCounter : string.CompareOrdinal(Id, other.Id);", "return string.CompareOrdinal(ToString(), other.ToString());")],
        },
        new("Z14", "counters are compared as 32-bit numbers")
        {
            Breaks = ["P-BAL-07"], Killers = ["SC-BAL-03"],
            Rewrites = [In(Ballot, "CompareTo").Replace("N.CompareTo(other.N)", "((int)N).CompareTo((int)other.N)")],
        },
        new("Z15", "ballots are compared by id first")
        {
            Breaks = ["P-BAL-02"], Killers = ["SC-BAL-01"],
            Rewrites =
            [
                In(Ballot, "CompareTo").Replace("var byCounter = N.CompareTo(other.N); return byCounter != 0 ? byCounter : string.CompareOrdinal(Id, other.Id);", """
                    var byId = string.CompareOrdinal(Id, other.Id);
                    return byId != 0 ? byId : N.CompareTo(other.N);
                    """),
            ],
        },
        new("Z22", "the ballot counter starts again at one")
        {
            Breaks = ["P-BAL-04"], Killers = ["SC-CRA-04"], Tier = Tier.Kill,
            Rewrites = [In(Proposer, "Start").Replace("highestHeard = Ballot.Max(highestHeard, promised);", "")],
        },
        new("Z63", "the ballot in a refusal's way is not taken note of")
        {
            Breaks = ["P-BAL-05", "P-LIV-12"], Killers = ["SC-PRO-07", "SC-BAL-05"],
            Rewrites = [In(Proposer, "OnNack").Replace("highestHeard = Ballot.Max(highestHeard, nack.Promised);", "")],
        },
        new("X08", "the counter of each new ballot is drawn at random")
        {
            Breaks = ["P-BAL-03"], Killers = ["SC-BAL-04"],
            Rewrites = [In(Proposer, "Start").Replace("highestHeard.Next(id)", "new Ballot(Random.Shared.Next(1, 1000), id)")],
        },
        new("X09", "behind the highest counter comes the lowest")
        {
            Breaks = ["P-BAL-07"], Killers = ["SC-BAL-07"],
            Rewrites =
            [
                In(Ballot, "Next").Replace("""throw new InvalidOperationException($"no counter is left above {this}: the highest is {MaxN}")""", "new Ballot(1, proposer)"),
            ],
        },
        new("X10", "all nodes propose under one id")
        {
            Breaks = ["P-BAL-01"], Killers = ["SC-BAL-06"],
            Rewrites = [In("Paxos.Node/Participant.cs", "Participant").Replace("new Campaign(config.Id, config.Quorums, pace)", "new Campaign(config.Nodes[0], config.Quorums, pace)")],
        },
        new("X11", "recovery takes the first record of the log")
        {
            Breaks = ["P-DUR-01", "P-DUR-02"], Killers = ["SC-CRA-01", "SC-CRA-02"], Tier = Tier.Kill,
            Rewrites = [In(Recovery, "LastState").Replace("Decode(records[^1])", "Decode(records[0])")],
        },
        new("X12", "the log keeps 32 bits of a counter")
        {
            Breaks = ["P-DUR-01", "P-DUR-02"], Killers = ["SC-CRA-01"], Tier = Tier.Kill,
            Rewrites = [In(Codec, "WriteBallot").Replace("writer.Write(ballot.N)", "writer.Write((long)(int)ballot.N)")],
        },
        new("X13", "the log keeps the first letter of a proposer's id")
        {
            Breaks = ["P-DUR-01", "P-DUR-02"], Killers = ["SC-CRA-02"], Tier = Tier.Kill,
            Rewrites = [In(Codec, "WriteBallot").Replace("""writer.Write(ballot.Id ?? "")""", """writer.Write(ballot.Id?[..1] ?? "")""")],
        },
    ];
}
