using Paxos;
using PaxosConformance.Tracing.Judging;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>
/// Judges what real nodes do, event by event, as it comes. It knows only what was on the network and admits everything that a correct
/// node can do there. One instance of Paxos: messages with a slot pass it by. Not thread-safe: to be called under the lock of a trace.
/// </summary>
public sealed class Oracle
{
    private readonly World world;
    private readonly AcceptorJudge acceptors;
    private readonly ProposerJudge proposers;
    private readonly DecisionJudge decisions;
    private readonly List<JudgedNode?> judged = [];
    private readonly Origins origins = new();

    /// <summary>An oracle for one scenario.</summary>
    public Oracle(OracleSetting setting)
    {
        world = new World(setting.Quorums);
        acceptors = new AcceptorJudge(world);
        proposers = new ProposerJudge(world);
        decisions = new DecisionJudge(world);
        foreach (var id in setting.Real) Judge(id);
    }

    /// <summary>The violations so far: each cause once, in the order in which they came to light.</summary>
    public IReadOnlyList<Violation> Violations => world.Findings.All;

    /// <summary>Takes the next event of the trace.</summary>
    public void Observe(TraceEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Sent:
                origins.Sent(e);
                if (e.Message!.Body.Slot is null) Sent(e, e.Message);
                break;
            case EventKind.Delivered:
                if (e.Message!.Body.Slot is null) Delivered(e, e.Message);
                break;
            case EventKind.Held:
                origins.Held(e);
                break;
            case EventKind.Started or EventKind.Restarted:
                Started(e);
                break;
            case EventKind.Exited or EventKind.Killed or EventKind.PowerLost:
                Judged(world.Names.Of(e.Node))?.Died(e.Clock, e.Kind == EventKind.PowerLost);
                break;
            case EventKind.Wiped:
                Wiped(e.Node);
                break;
        }
    }

    private JudgedNode? Judged(int number) => number < judged.Count ? judged[number] : null;

    private void Judge(string id)
    {
        var number = world.Names.Of(id);
        while (judged.Count <= number) judged.Add(null);
        judged[number] = new JudgedNode(number, id);
    }

    private void Started(TraceEvent e)
    {
        var node = Judged(world.Names.Of(e.Node));
        if (node is null && e.Kind == EventKind.Started) Judge(e.Node);
        else if (node is not null && (e.Kind == EventKind.Restarted || node.HasDied)) node.Restarted(e.Clock);
    }

    private void Wiped(string id)
    {
        var number = world.Names.Of(id);
        if (Judged(number) is null) return;
        world.Forget(number);
        Judge(id);
    }

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

        // Told to somebody else than its proposer, the vote of a puppet may be meant as a refusal (catalogue 0.2).
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
            case DecideBody b:
                node.ToldDecisions.TryAdd(world.Values.Of(b), origins.Of(e));
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
