using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>What the judges remember of one real node, through all lives of its process until its data is wiped.</summary>
internal sealed class JudgedNode(int number, string id)
{
    private readonly List<Ballot> lowestAsked = [];
    private long powerLost;
    private bool died;

    public int Number { get; } = number;

    public string Id { get; } = id;

    public ulong Bit { get; } = Names.Bit(number);

    // The process.
    public int Life = 1;
    public long LifeBegan;
    private int lifeAfterPowerLoss;

    // The acceptor.
    public readonly List<Seat> Voted = [];
    public Ballot HighestPrepare;
    public Ballot SecondPrepare;

    /// <summary>A loss of these pairs and of all below was found already.</summary>
    public Ballot LostUpTo;

    // The proposer.
    public Ballot LastPrepared;
    public long LastPreparedAt;
    public int LastPreparedLife;
    public readonly List<Round> Rounds = [];
    public readonly List<Round> Proposals = [];
    public readonly Latest LatestPromises = new();
    public readonly Latest LatestVotes = new();

    // The learner.
    public int Register = Values.None;
    public long RegisterTime;
    public int Unfounded = Values.None;
    public readonly Dictionary<int, long> ToldDecisions = [];

    /// <summary>Notes a request of <paramref name="from"/>; answers to it may be refusals that carry a higher ballot.</summary>
    public void AskedBy(int from, Ballot ballot)
    {
        while (lowestAsked.Count <= from) lowestAsked.Add(default);
        if (lowestAsked[from].IsNone || ballot < lowestAsked[from]) lowestAsked[from] = ballot;
    }

    /// <summary>
    /// Whether a message shaped like a vote, told to <paramref name="to"/>, may be the refusal of a lower ballot: it then carries the ballot that its sender stands at.
    /// </summary>
    public bool MayRefuse(int to, Ballot ballot) => to < lowestAsked.Count && !lowestAsked[to].IsNone && lowestAsked[to] < ballot;

    /// <summary>The process died; what it had on stable storage is left.</summary>
    public void Died(long clock, bool powerLost)
    {
        died = true;
        if (powerLost) this.powerLost = clock;
    }

    /// <summary>A process was started on the data of the former.</summary>
    public void Restarted(long clock)
    {
        died = false;
        Life++;
        LifeBegan = clock;
        if (powerLost != 0) lifeAfterPowerLoss = Life;
        powerLost = 0;
    }

    public bool HasDied => died;

    /// <summary>Whether the power failed since a life of the process.</summary>
    public bool PowerLostSince(int life) => lifeAfterPowerLoss > life;
}
