using Paxos;
using PaxosConformance.Tracing.Judging;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <content>What reaches real nodes. Whether they have handled it by now, nobody knows.</content>
public sealed partial class Oracle
{
    private void Delivered(TraceEvent e, Envelope message)
    {
        var number = world.Names.Of(message.Dest);
        if (Judged(number) is not { } node) return;
        var from = world.Names.Of(message.Src);
        switch (message.Body)
        {
            case PrepareBody b:
                node.AskedBy(from, b.Ballot);
                Prepared(node, b.Ballot);
                world.Of(b.Ballot).SeatOf(number).PreparedBy(from, e.Clock, origins.Of(e));
                break;
            case AcceptBody b:
                node.AskedBy(from, b.Ballot);
                world.Of(b.Ballot).SeatOf(number).Offered(new Offer(world.Values.Of(b), e.Clock, origins.Of(e), from));
                break;
            case PromiseBody b:
                var report = b.Accepted is { } accepted ? new Pair(accepted.Ballot, world.Values.Of(accepted.Value)) : default;
                var promise = new Told(from, report, origins.Of(e), e.Clock, node.Life);
                node.LatestPromises.Set(b.Ballot, promise);
                if (RoundOf(node, b.Ballot) is { } promised) promised.Promise(promise);
                break;
            case AcceptedBody b:
                var vote = new Told(from, default, origins.Of(e), e.Clock, node.Life);
                node.LatestVotes.Set(b.Ballot, vote);
                if (RoundOf(node, b.Ballot) is { } accepting) accepting.Vote(vote);
                break;
            case NackBody b:
                if (RoundOf(node, b.Ballot) is { } refused)
                {
                    refused.Refusers |= Names.Bit(from);
                    refused.Refused = e.Clock;
                }

                break;
            case DecideBody or ProposeOkBody or LearnedOkBody when world.Values.Of((ValueBody)message.Body) is not Values.None and var decided:
                node.ToldDecisions.TryAdd(decided, origins.Of(e));
                break;
        }
    }

    private static void Prepared(JudgedNode node, Ballot ballot)
    {
        if (ballot <= node.HighestPrepare) return;
        (node.HighestPrepare, node.SecondPrepare) = (ballot, node.HighestPrepare);
    }

    private Round? RoundOf(JudgedNode node, Ballot ballot)
    {
        if (ballot.Id != node.Id) return null;
        var record = world.Of(ballot);
        return record.Round ??= new Round(record);
    }
}
