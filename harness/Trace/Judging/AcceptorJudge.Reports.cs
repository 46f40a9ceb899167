using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <content>What promises report.</content>
internal sealed partial class AcceptorJudge
{
    /// <summary>Judges a report.</summary>
    /// <returns>Whether it binds the acceptor: whether it tells of what the acceptor accepted.</returns>
    private bool JudgeReport(JudgedNode node, long clock, Seat seat, Pair report)
    {
        var claim = ClaimBefore(node, seat);
        if (report.IsNone)
        {
            if (claim.Pair.IsNone) return true;
            Lost(node, clock, seat, report, claim);
            return false;
        }

        // F7: who knows the decision may report it, with any ballot.
        if (WasTold(node, report.Value)) return false;
        var canBe = CanHaveAccepted(node, report);
        if (canBe && report.Ballot <= seat.Ballot && report.Ballot >= claim.Pair.Ballot)
        {
            // P-DUR-16: what was reported once is no longer open; unless it may be the decision, learnt by counting votes.
            var isShown = world.Find(report.Ballot)?.FindSeat(node.Number) is { Accepted: not 0 };
            return isShown || report == claim.Pair || !Decisions.CouldKnow(world, node, report.Value);
        }

        if (Decisions.CouldKnow(world, node, report.Value)) return false;
        if (!canBe)
        {
            Invented(node, clock, seat, report);
            return false;
        }

        if (report.Ballot > seat.Ballot)
        {
            world.Findings.Add("P-ACC-08", node.Id, $"promise {seat.Ballot} reporting {world.Show(report)}", [OfferOf(node, report), seat.PrepareSent, clock],
                "silence", $"nack {seat.Ballot}", $"promise {seat.Ballot} with a report of {seat.Ballot} or below");
            return false;
        }

        Lost(node, clock, seat, report, claim);
        return false;
    }

    /// <summary>What the acceptor surely had accepted when it promised.</summary>
    private static Claim ClaimBefore(JudgedNode node, Seat seat)
    {
        var voted = node.Voted;
        var above = FirstAbove(voted, seat.Ballot);
        var claim = default(Claim);
        for (var i = above - 1; i >= 0; i--)
        {
            if (voted[i] == seat) continue;
            claim = voted[i].Claim;
            break;
        }

        // P-ACC-13: at the same ballot a promise reports no less than before. A report of this ballot itself demands nothing: of two
        // promises the one given earlier may arrive later.
        if (seat.Promised != 0 && seat.ReportBinds && seat.Report.Ballot < seat.Ballot && seat.Report.Ballot >= claim.Pair.Ballot && !seat.Report.IsNone)
            claim = new Claim(seat.Report, seat.PrepareSent, seat.Promised, seat.PromiseLife, ByReport: true);

        // What was accepted before the request came, the promise knows.
        if (seat.Accepted != 0 && seat.Accepted < seat.PrepareDelivered) claim = seat.Claim;

        return claim.Pair.Ballot <= node.LostUpTo ? default : claim;
    }

    private void Lost(JudgedNode node, long clock, Seat seat, Pair report, Claim claim)
    {
        node.LostUpTo = Ballot.Max(node.LostUpTo, claim.Pair.Ballot);
        var afterRestart = claim.Life < node.Life;
        var rule = "P-ACC-09";
        if (afterRestart) rule = node.PowerLostSince(claim.Life) ? "P-DUR-03" : "P-DUR-02";
        else if (seat.Promised != 0 && !seat.Report.IsNone) rule = "P-ACC-13";
        else if (report.IsNone) rule = claim.ByReport || PreparedBetween(node, claim.Pair.Ballot, seat.Ballot) ? "P-ACC-10" : "P-ACC-02";
        world.Findings.Add(rule, node.Id, $"promise {seat.Ballot} reporting {world.Show(report)}",
            [claim.Asked, claim.Shown, afterRestart ? node.LifeBegan : 0, seat.PrepareSent, clock],
            $"promise {seat.Ballot} reporting {world.Show(claim.Pair)}",
            $"promise {seat.Ballot} reporting a pair accepted since, of a ballot between {claim.Pair.Ballot} and {seat.Ballot}",
            $"promise {seat.Ballot} reporting the decided value, if the node knows it", $"nack {seat.Ballot}", "silence");
    }

    private static bool PreparedBetween(JudgedNode node, Ballot low, Ballot high)
    {
        var prepared = node.HighestPrepare < high ? node.HighestPrepare : node.SecondPrepare;
        return prepared > low && prepared < high;
    }

    private void Invented(JudgedNode node, long clock, Seat seat, Pair report)
    {
        var named = world.Find(report.Ballot)?.FindSeat(node.Number);
        var other = OfferWith(node, report.Value);
        var known = report.Ballot.Id == node.Id || (named is not null && (named.Preparers != 0 || named.OfferedBy != 0 || named.PrepareSent != 0));
        var torn = other is not null && named is { OfferedBy: not 0 };
        var afterRestart = torn && Math.Max(other!.Value.Delivered, named!.Offer.Delivered) < node.LifeBegan;
        var rule = afterRestart ? "P-DUR-05" : known && other is not null ? "P-ACC-04" : "P-ACC-03";
        long[] proof = rule switch
        {
            "P-DUR-05" => [other!.Value.Sent, named!.Offer.Sent, node.LifeBegan, seat.PrepareSent, clock],
            "P-ACC-04" => [other!.Value.Sent, named is null ? 0 : torn ? named.Offer.Sent : named.PrepareSent, seat.PrepareSent, clock],
            _ => [seat.PrepareSent, clock],
        };
        world.Values.Know(report.Value);
        world.Findings.Add(rule, node.Id, $"promise {seat.Ballot} reporting {world.Show(report)}", proof,
            $"promise {seat.Ballot} reporting a pair as some accept carried it, ballot and value together",
            $"promise {seat.Ballot} reporting nothing, if nothing was accepted", $"nack {seat.Ballot}", "silence");
    }

    // The offer with this value that came first, of any ballot: a list per value is short, since few ballots carry one value.
    private Offer? OfferWith(JudgedNode node, int value)
    {
        foreach (var record in world.Values.Ballots(value))
        {
            if (record.FindSeat(node.Number)?.FindOffer(value) is { } offer) return offer;
            if (record.Round is { } round && record.Owner == node.Number && round.Value == value)
                return new Offer(value, round.Proposed, round.Proposed, node.Number);
        }

        return null;
    }

    private long OfferOf(JudgedNode node, Pair pair) => world.Find(pair.Ballot)?.FindSeat(node.Number)?.FindOffer(pair.Value)?.Sent ?? 0;

    /// <summary>Whether an accept may have asked the node for this pair: delivered to it, or its own, which never travels.</summary>
    private bool CanHaveAccepted(JudgedNode node, Pair pair)
    {
        if (world.Find(pair.Ballot)?.FindSeat(node.Number)?.FindOffer(pair.Value) is not null) return true;
        if (pair.Ballot.Id != node.Id || !world.Values.IsKnown(pair.Value)) return false;

        // Its own acceptor may have taken it before anybody else heard of it; from now on it is the value of that ballot.
        var record = world.Of(pair.Ballot);
        var round = record.Round ??= new Round(record);
        if (round.Value == Values.None)
        {
            round.Announced = pair.Value;
            world.Carry(record, pair.Value);
        }

        return round.Value == Values.None || round.Value == pair.Value;
    }

    private static bool WasTold(JudgedNode node, int value) => node.Register == value || node.ToldDecisions.ContainsKey(value);
}
