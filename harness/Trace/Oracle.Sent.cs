using PaxosConformance.Tracing.Judging;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <content>What nodes, puppets and clients say.</content>
public sealed partial class Oracle
{
    private void Sent(TraceEvent e, Envelope message)
    {
        var from = world.Names.Of(message.Src);
        var node = Judged(from);
        switch (message.Body)
        {
            case PrepareBody b:
                Prepare(node, e.Clock, world.Of(b.Ballot));
                break;
            case PromiseBody b:
                Promise(node, e.Clock, from, message.Dest, b);
                break;
            case AcceptBody b:
                Accept(node, e.Clock, world.Of(b.Ballot), world.Values.Of(b));
                break;
            case AcceptedBody b:
                Accepted(node, e.Clock, from, message.Dest, b);
                break;
            case NackBody { Promised: { } promised } b:
                if (node is not null) acceptors.OnNack(node, e.Clock, b.Ballot, promised);
                else world.Of(promised);
                break;
            case DecideBody b:
                Decide(node, e.Clock, world.Values.Of(b), b.Ballot is { } ballot ? world.Of(ballot) : null);
                break;
            case ProposeOkBody b:
                if (node is not null) decisions.OnShown(node, e.Clock, world.Values.Of(b), Showing.Success, null);
                else world.Values.Know(world.Values.Of(b));
                break;
            case LearnedOkBody b:
                if (node is not null && world.Values.Of(b) is not Values.None and var value) decisions.OnShown(node, e.Clock, value, Showing.Query, null);
                break;
            case ProposeBody b:
                world.Values.Know(world.Values.Of(b));
                break;
        }
    }

    private void Prepare(JudgedNode? node, long clock, BallotRecord record)
    {
        if (node is null) return;
        proposers.OnPrepare(node, clock, record);
        var seat = record.SeatOf(node.Number);
        if (seat.PrepareSent == 0) seat.PrepareSent = clock;
        Prepared(node, record.Ballot);
    }

    private void Promise(JudgedNode? node, long clock, int from, string to, PromiseBody b)
    {
        var report = b.Accepted is { } accepted ? new Pair(accepted.Ballot, world.Values.Of(accepted.Value)) : default;
        if (node is not null) acceptors.OnPromise(node, clock, world.Of(b.Ballot), world.Names.Of(to), report);
        if (report.IsNone) return;

        // Whoever reports a pair says that it was put to the vote and that it voted for it.
        var record = world.Of(report.Ballot);
        if (node is null)
        {
            world.Values.Know(report.Value);
            world.Carry(record, report.Value);
        }

        if (world.IsAcceptor(from) && record.Value == report.Value) record.Votes |= Names.Bit(from);
    }

    private void Accept(JudgedNode? node, long clock, BallotRecord record, int value)
    {
        if (node is null) world.Values.Know(value);
        else proposers.OnAccept(node, clock, record, value);
        world.Carry(record, value);
    }

    private void Accepted(JudgedNode? node, long clock, int from, string to, AcceptedBody b)
    {
        var record = world.Of(b.Ballot);
        var value = world.Values.Of(b);

        // Told to somebody else than its proposer, the vote of a puppet may be meant as a refusal: it then carries the ballot that its sender stands at.
        var isSure = node is null ? record.Ballot.Id == to : acceptors.OnAccepted(node, clock, record, world.Names.Of(to), value);
        if (node is null && value != Values.None)
        {
            world.Values.Know(value);
            world.Carry(record, value);
        }

        if (!world.IsAcceptor(from)) return;
        record.Votes |= Names.Bit(from);
        if (isSure) world.Vote(record, from, clock);
    }

    private void Decide(JudgedNode? node, long clock, int value, BallotRecord? record)
    {
        if (node is not null)
        {
            decisions.OnShown(node, clock, value, Showing.Decide, record);
            return;
        }

        world.Values.Know(value);
        if (world.Values.ToldByPuppet(value) == 0) world.Values.ToldByPuppet(value) = clock;
    }
}
