using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>Requests that were sent without waiting for each other's answers.</summary>
internal static class Races
{
    /// <summary>
    /// For each accept of (b, v) that raced a prepare of a higher ballot: a vote for b together with a promise that does not know of it
    /// fits no order of the two.
    /// </summary>
    public static void ExpectSomeSerialOrder(this Scene scene, LiveNode node, IEnumerable<(Proposal Proposal, Ballot Rival)> races, string rule)
    {
        var votes = new Dictionary<Ballot, TraceEvent>();
        var promises = new Dictionary<Ballot, TraceEvent>();
        foreach (var e in scene.Trace.Events.Where(e => e.IsSentBy(node.Id)))
        {
            if (e.Message!.Body is AcceptedBody accepted) votes.TryAdd(accepted.Ballot, e);
            if (e.Message.Body is PromiseBody promise) promises.TryAdd(promise.Ballot, e);
        }

        var judged = 0;
        foreach (var (proposal, rival) in races)
        {
            if (!votes.TryGetValue(proposal.Ballot, out var vote) || !promises.TryGetValue(rival, out var promise)) continue;
            judged++;
            if (((PromiseBody)promise.Message!.Body).Accepted is { } reported && reported.Ballot >= proposal.Ballot) continue;
            throw new ViolationException(new Violation(
                rule,
                [$"promise {rival} reporting {proposal}", $"no accepted {proposal.Ballot}"],
                $"{TraceText.Show(vote.Message!.Body)} and {TraceText.Show(promise.Message.Body)}",
                [Math.Min(vote.Clock, promise.Clock), Math.Max(vote.Clock, promise.Clock)]));
        }

        if (judged == 0 && promises.Count == 0) throw new InconclusiveException($"{node.Id} answered none of the races");
    }
}
