using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <content>Votes in the order of their ballots.</content>
internal sealed partial class AcceptorJudge
{
    /// <summary>
    /// A vote for a higher ballot after which this vote cannot have been given: it was sent before the request of this one was there,
    /// or its report does not know what this vote does.
    /// </summary>
    private Contradiction? FindContradiction(JudgedNode node, Ballot ballot, long asked, Pair known)
    {
        var voted = node.Voted;
        if (voted.Count == 0 || voted[^1].Ballot <= ballot) return null;
        Contradiction? found = null;
        for (var i = FirstAbove(voted, ballot); i < voted.Count; i++)
        {
            var seat = voted[i];
            if (Contradicts(node, seat, asked, known) is not { } contradiction) continue;

            // The most telling one is of this life of the process: a restart is then not the reason.
            if (contradiction.Life == node.Life) return contradiction;
            found ??= contradiction;
        }

        return found;
    }

    private Contradiction? Contradicts(JudgedNode node, Seat seat, long asked, Pair known)
    {
        if (seat.Promised != 0)
        {
            var unaware = seat.ReportBinds && seat.Report.Ballot < known.Ballot;
            if (seat.Promised < asked || unaware || (!known.IsNone && seat.Promised < DeliveryOf(node, known)))
                return new Contradiction(seat, seat.PrepareSent, seat.Promised, seat.PromiseLife, ByAccept: false);
        }

        if (seat.Accepted != 0 && (seat.Accepted < asked || (!known.IsNone && seat.Accepted < DeliveryOf(node, known))))
            return new Contradiction(seat, seat.Offer.Sent, seat.Accepted, seat.AcceptedLife, ByAccept: true);
        return null;
    }

    private long DeliveryOf(JudgedNode node, Pair pair) => pair.Value == Values.None
        ? 0
        : world.Find(pair.Ballot)?.FindSeat(node.Number)?.FindOffer(pair.Value)?.Delivered ?? 0;

    private static int FirstAbove(List<Seat> voted, Ballot ballot)
    {
        var (low, high) = (0, voted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (voted[middle].Ballot > ballot) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private void BelowAVote(JudgedNode node, long clock, Ballot ballot, long asked, Contradiction higher, bool isPromise)
    {
        var vote = isPromise ? "promise" : "accepted";
        var afterRestart = higher.Life < node.Life;
        var rule = (afterRestart, higher.ByAccept) switch
        {
            // P-DUR-03: what survives the death of a process may still be lost with the power.
            (true, _) when node.PowerLostSince(higher.Life) => "P-DUR-03",
            (true, true) => "P-DUR-04",
            (true, false) => "P-DUR-01",
            _ when higher.Seat.Ballot.N == ballot.N => isPromise ? "P-BAL-02" : "P-BAL-06",
            (_, true) => "P-ACC-08",
            _ => isPromise ? "P-ACC-01" : "P-ACC-05",
        };
        var earlier = higher.ByAccept ? "accepted" : "promise";
        world.Findings.Add(rule, node.Id, $"{vote} {ballot} after {earlier} {higher.Seat.Ballot}",
            [higher.Asked, higher.Shown, afterRestart ? node.LifeBegan : 0, asked, clock],
            "silence", $"nack {ballot}, with or without the ballot in its way", $"a message shaped like {vote}, with a ballot above {ballot}",
            "decide, if a value was decided");
    }

    private sealed record Contradiction(Seat Seat, long Asked, long Shown, int Life, bool ByAccept);
}
