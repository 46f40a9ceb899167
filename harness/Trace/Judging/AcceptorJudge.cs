using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>
/// Judges the votes of acceptors. An acceptor is right if its answers, each given some time between the delivery of the request and
/// the sending of the answer, can be put into an order in which the ballots never fall. Then two votes suffice to prove a fault.
/// </summary>
internal sealed partial class AcceptorJudge(World world)
{
    /// <summary>Takes a promise that the node sent.</summary>
    public void OnPromise(JudgedNode node, long clock, BallotRecord record, int to, Pair report)
    {
        var seat = record.SeatOf(node.Number);
        if ((seat.Preparers & Names.Bit(to)) == 0)
        {
            // 0.2: shaped like a promise, with a higher ballot than was asked for: a refusal.
            if (!node.MayRefuse(to, record.Ballot)) Unasked(node, clock, record.Ballot, to, "promise", "prepare");
            return;
        }

        // What was said before in the same words says nothing new, whenever it comes.
        if (seat.HasReported(report)) return;

        if (FindContradiction(node, record.Ballot, seat.PrepareDelivered, ReportedOrNone(node, report)) is { } higher)
        {
            BelowAVote(node, clock, record.Ballot, seat.PrepareSent, higher, isPromise: true);
            return;
        }

        var binds = JudgeReport(node, clock, seat, report);
        if (seat.Promised != 0)
        {
            seat.AddReport(report);
            return;
        }

        seat.Report = report;
        seat.ReportBinds = binds;
        seat.Promised = clock;
        seat.PromiseLife = node.Life;
        if (seat.Accepted == 0) Enter(node, seat);
        if (binds && !report.IsNone && report.Ballot > seat.Claim.Pair.Ballot)
            Raise(node, seat, new Claim(report, seat.PrepareSent, clock, node.Life, ByReport: true));
        if (binds && !report.IsNone && report.Ballot == seat.Claim.Pair.Ballot)
            seat.Claim = new Claim(report, seat.PrepareSent, clock, node.Life, ByReport: true);
    }

    /// <summary>Takes an acceptance that the node sent.</summary>
    /// <returns>Whether it surely is a vote.</returns>
    public bool OnAccepted(JudgedNode node, long clock, BallotRecord record, int to, int value)
    {
        var seat = record.SeatOf(node.Number);
        var isOwn = record.Owner == node.Number;
        if (seat.Accepted != 0)
        {
            AcceptedAgain(node, clock, seat, to, value);
            return true;
        }

        if (seat.OfferedBy == 0 && !isOwn)
        {
            if (!node.MayRefuse(to, record.Ballot)) Unasked(node, clock, record.Ballot, to, "accepted", "accept");
            return false;
        }

        // 0.2: to somebody with a lower request this may be the refusal of an acceptor that only promised this ballot.
        if ((seat.OfferedBy & Names.Bit(to)) == 0 && node.MayRefuse(to, record.Ballot)) return false;
        if (value != Values.None && !isOwn && seat.FindOffer(value) is null)
        {
            world.Findings.Add("P-ACC-04", node.Id, $"accepted {record.Ballot} {world.Values[value]}", [seat.Offer.Sent, clock],
                $"accepted {record.Ballot} {world.Values[seat.Offer.Value]}", $"accepted {record.Ballot} without a value", "a refusal", "silence");
            value = Values.None;
        }

        var offer = value != Values.None && seat.FindOffer(value) is { } named ? named : seat.Offer;

        // The own acceptor is asked without a message, at a time that nobody sees.
        if (FindContradiction(node, record.Ballot, isOwn ? 0 : offer.Delivered, new Pair(record.Ballot, Values.None)) is { } higher)
        {
            BelowAVote(node, clock, record.Ballot, offer.Sent, higher, isPromise: false);
            return true;
        }

        seat.Accepted = clock;
        seat.AcceptedValue = value;
        seat.AcceptedLife = node.Life;
        if (seat.Promised == 0) Enter(node, seat);
        var accepted = isOwn ? record.Round?.Value ?? value : offer.Value;
        Raise(node, seat, new Claim(new Pair(record.Ballot, accepted), offer.Sent, clock, node.Life, ByReport: false));
        return true;
    }

    /// <summary>Takes a refusal that the node sent.</summary>
    public void OnNack(JudgedNode node, long clock, Ballot refused, Ballot promised)
    {
        // F3: an acceptor that takes only what it promised last names that promise when it refuses an accept above it.
        var seat = world.Find(refused)?.FindSeat(node.Number);
        var isExact = seat is { OfferedBy: not 0, Preparers: 0 };

        // P-ACC-15: an equal one is the node's own answer to a repeated request (F2, F4).
        if (promised < refused && !isExact)
        {
            world.Findings.Add("P-ACC-15", node.Id, $"nack {refused}, promised {promised}, which is below", [clock],
                $"nack {refused}, promised a ballot not below it", $"nack {refused} without a ballot", "silence");
        }
        else if (world.Find(promised) is null && promised.Id != node.Id)
        {
            world.Findings.Add("P-ACC-15", node.Id, $"nack {refused}, promised {promised}, which nobody ever used", [clock],
                $"nack {refused}, promised a ballot that some proposer used", $"nack {refused} without a ballot", "silence");
        }
    }

    private void AcceptedAgain(JudgedNode node, long clock, Seat seat, int to, int value)
    {
        // F4: acknowledged again. F5, P-ACC-11: but not for another value, though only a broken proposer offers one.
        if (seat.Conflicting is not { } other || other.Delivered < seat.Accepted) return;
        var names = value != Values.None && seat.AcceptedValue != Values.None && value != seat.AcceptedValue;
        var answers = value == Values.None && to == other.From && seat.Offer.Times == 1;
        if (!names && !answers) return;
        world.Findings.Add("P-ACC-11", node.Id, $"accepted {seat.Ballot} again, for {world.Values[other.Value]}",
            [seat.Offer.Sent, seat.Accepted, other.Sent, clock], "silence", $"nack {seat.Ballot}", $"accepted {seat.Ballot} for {world.Values[seat.Offer.Value]} only");
    }

    private void Unasked(JudgedNode node, long clock, Ballot ballot, int to, string shape, string request) =>
        world.Findings.Add("P-ACC-16", node.Id, $"{shape} {ballot} to {world.Names[to]}, from which no {request} {ballot} came", [clock],
            $"{shape} with the ballot of a {request} that was delivered", "silence");

    // A report of what the node may know as decided (F7) says nothing of what its acceptor did.
    private static Pair ReportedOrNone(JudgedNode node, Pair report) => !report.IsNone && WasTold(node, report.Value) ? default : report;

    private static void Enter(JudgedNode node, Seat seat)
    {
        var voted = node.Voted;
        var at = voted.Count;
        while (at > 0 && voted[at - 1].Ballot > seat.Ballot) at--;
        voted.Insert(at, seat);

        // What was surely accepted before is accepted still (P-ACC-09).
        if (at > 0) seat.Claim = voted[at - 1].Claim;
    }

    private static void Raise(JudgedNode node, Seat seat, Claim claim)
    {
        seat.Claim = claim;
        for (var i = node.Voted.Count - 1; i >= 0 && node.Voted[i] != seat; i--)
        {
            if (node.Voted[i].Claim.Pair.Ballot < claim.Pair.Ballot) node.Voted[i].Claim = claim;
        }
    }
}
