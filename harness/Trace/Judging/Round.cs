namespace PaxosConformance.Tracing.Judging;

/// <summary>A ballot seen from its proposer: what it asked, and what was delivered to it. Times are 0 while there is nothing.</summary>
internal sealed class Round(BallotRecord record)
{
    public BallotRecord Record { get; } = record;

    // What the proposer said.
    public long Prepared;
    public int PreparedLife;
    public int Value = Values.None;
    public long Proposed;

    /// <summary>A value that the own acceptor reported for this ballot before the proposer was heard of it.</summary>
    public int Announced = Values.None;
    public int ProposedLife;

    // What it was told.
    public readonly List<Told> Promises = [];
    public readonly List<Told> Votes = [];
    public int PromiseMessages;
    public int VoteMessages;
    public ulong Refusers;
    public long PromiseRepeated;
    public long VoteRepeated;
    public long Refused;

    public ulong Promisers(int life)
    {
        var set = 0UL;
        foreach (var told in Promises)
        {
            if (told.Life >= life) set |= Names.Bit(told.From);
        }

        return set;
    }

    public ulong Voters()
    {
        var set = 0UL;
        foreach (var told in Votes) set |= Names.Bit(told.From);
        return set;
    }

    public void Promise(in Told told)
    {
        PromiseMessages++;
        if (!Add(Promises, told)) PromiseRepeated = told.Delivered;
    }

    public void Vote(in Told told)
    {
        VoteMessages++;
        if (!Add(Votes, told)) VoteRepeated = told.Delivered;
    }

    // A repetition tells nothing new, unless the proposer has died meanwhile.
    private static bool Add(List<Told> list, in Told told)
    {
        var isNew = true;
        foreach (var known in list)
        {
            if (known.From != told.From) continue;
            isNew = false;
            if (known.Report == told.Report && known.Life == told.Life) return false;
        }

        list.Add(told);
        return isNew;
    }
}

/// <summary>A vote of either phase that was delivered to a proposer.</summary>
/// <param name="From">Who voted.</param>
/// <param name="Report">What a promise reported.</param>
/// <param name="Time">The event that tells of it.</param>
/// <param name="Delivered">When it was delivered.</param>
/// <param name="Life">The life of the proposer's process in which it was delivered.</param>
internal readonly record struct Told(int From, Pair Report, long Time, long Delivered, int Life);
