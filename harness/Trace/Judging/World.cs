using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>What all judges share: who is who, the ballots, the values, the votes, and what was found.</summary>
internal sealed class World
{
    private readonly Dictionary<Ballot, BallotRecord> ballots = [];
    private BallotRecord? latest;

    public World(QuorumSystem quorums)
    {
        Names = new Names(quorums.Acceptors);
        Quorums = new QuorumCount(quorums);
    }

    /// <summary>Whether the messages between nodes are seen; otherwise only what clients hear.</summary>
    public bool SeesMessages { get; init; } = true;

    public Names Names { get; }

    public Values Values { get; } = new();

    public QuorumCount Quorums { get; }

    public Findings Findings { get; } = new();

    /// <summary>The decisions shown by judged nodes, the first showing of each value.</summary>
    public List<Shown> Decisions { get; } = [];

    /// <summary>The first ballot of each value in which a quorum surely voted for it.</summary>
    public List<Choice> Chosen { get; } = [];

    /// <summary>Notes a vote that can be nothing else.</summary>
    public void Vote(BallotRecord record, int acceptor, long clock)
    {
        record.SureVotes |= Names.Bit(acceptor);
        if (record.IsChosen || record.Value == Values.None || !Quorums.IsPhase2(record.SureVotes)) return;
        record.IsChosen = true;
        foreach (var choice in Chosen)
        {
            if (choice.Record.Value == record.Value) return;
        }

        Chosen.Add(new Choice(record, clock));
    }

    /// <summary>Whether an acceptor lost by a wipe what it had vouched for: then no agreement can be expected any more (F22).</summary>
    public bool IsOutOfModel { get; set; }

    /// <summary>The record of a ballot, made when the ballot is first named.</summary>
    public BallotRecord Of(Ballot ballot)
    {
        // Talk is mostly about one ballot at a time.
        if (latest is not null && latest.Ballot == ballot) return latest;
        if (!ballots.TryGetValue(ballot, out var record))
        {
            record = new BallotRecord(ballot, Names.Of(ballot.Id!));
            ballots.Add(ballot, record);
        }

        return latest = record;
    }

    public BallotRecord? Find(Ballot ballot) => ballots.GetValueOrDefault(ballot);

    /// <summary>Notes that a value was put to the vote in a ballot, as far as anybody says.</summary>
    public void Carry(BallotRecord record, int value)
    {
        if (record.Carry(value)) Values.Ballots(value).Add(record);
    }

    public bool IsAcceptor(int node) => node < Quorums.Acceptors;

    public string Show(Pair pair) => pair switch
    {
        { IsNone: true } => "nothing",
        { Value: Judging.Values.None } => $"the pair of {pair.Ballot}",
        _ => $"({pair.Ballot}, {Values[pair.Value]})",
    };

    public void Forget(int node)
    {
        foreach (var record in ballots.Values) record.Forget(node);
        latest = null;
    }
}

/// <summary>A value is chosen.</summary>
internal readonly record struct Choice(BallotRecord Record, long Time);

/// <summary>A decision that a judged node showed.</summary>
internal readonly record struct Shown(int Value, int Node, long Time);
