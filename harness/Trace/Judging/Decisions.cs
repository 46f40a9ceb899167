namespace PaxosConformance.Tracing.Judging;

/// <summary>When a value can be known as chosen.</summary>
internal static class Decisions
{
    /// <summary>
    /// Whether the node can know the value as chosen by counting votes: all that anybody cast or reported, and its own, which need not
    /// be on the wire.
    /// </summary>
    public static bool CouldKnow(World world, JudgedNode node, int value)
    {
        // Who is a quorum alone needs no message.
        if (world.IsAcceptor(node.Number) && world.Quorums.IsPhase2(node.Bit) && world.Values.IsKnown(value)) return true;
        foreach (var record in world.Values.Ballots(value))
        {
            var own = MayHaveVoted(world, node, record, value) ? node.Bit : 0;
            if (world.Quorums.IsPhase2(record.Votes | own)) return true;
        }

        return false;
    }

    /// <summary>Whether the node's own acceptor may have voted for the value in this ballot.</summary>
    public static bool MayHaveVoted(World world, JudgedNode node, BallotRecord record, int value) =>
        CanBeAsked(world, node, record, value) && Denial(node, record, value) is null;

    /// <summary>Whether the own acceptor was asked for this vote, on the wire or within the node.</summary>
    public static bool CanBeAsked(World world, JudgedNode node, BallotRecord record, int value) => world.IsAcceptor(node.Number)
        && (record.FindSeat(node.Number)?.FindOffer(value) is not null || record.Round?.Value == value && record.Owner == node.Number);

    /// <summary>A promise for a higher ballot that shows that the own acceptor has not voted in this one, nor can it since (P-PRO-12).</summary>
    /// <remarks>A report of the value itself, with a lower ballot, may be that of a decision (F7): it denies nothing.</remarks>
    public static Seat? Denial(JudgedNode node, BallotRecord record, int value)
    {
        var voted = node.Voted;
        for (var i = voted.Count - 1; i >= 0 && voted[i].Ballot > record.Ballot; i--)
        {
            var seat = voted[i];
            if (seat.Promised == 0 || !seat.ReportBinds || seat.Report.Ballot >= record.Ballot) continue;
            if (seat.Report.IsNone || seat.Report.Value != value) return seat;
        }

        return null;
    }
}
