using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Judging;

/// <summary>
/// Judges what nodes make of requests that are none of their business: those of another instance, which name a slot, and those of nodes
/// of another cluster. To pass over the slot, or to listen to whoever speaks, is unwise (P-NET-06); to answer under a slot that nobody
/// asked for is wrong (P-ACC-16).
/// </summary>
/// <param name="world">What all judges share.</param>
/// <param name="nodes">The nodes of the cluster; null: nobody is a stranger.</param>
internal sealed class StrangerJudge(World world, IReadOnlyList<string>? nodes)
{
    private readonly Dictionary<(string Node, Ballot Ballot), Foreign> asked = [];

    /// <summary>Takes a message that reached a judged node.</summary>
    public void OnDelivered(JudgedNode node, long clock, Envelope message)
    {
        if (message.Body.Slot is null && nodes?.Contains(message.Src) != false) return;
        if (AskedIn(message.Body) is not { } ballot) return;
        asked.TryAdd((node.Id, ballot), new Foreign(message.Src, message.Body.Slot, clock));

        // A node that heard of the ballot may name it.
        world.Of(ballot);
    }

    /// <summary>Takes a message that a judged node sent.</summary>
    /// <returns>Whether it belongs to the instance that is judged.</returns>
    public bool OnSent(JudgedNode node, long clock, Body body)
    {
        switch (body)
        {
            case NackBody { Slot: null, Promised: { } promised } nack when Find(node, promised) is { } heard:
                Effect(node, clock, body, heard);
                return Find(node, nack.Ballot) is null;
            case NackBody { Slot: null } nack when Find(node, nack.Ballot) is { Slot: not null }:
                return false;
            case PromiseBody or AcceptedBody when Find(node, AnsweredIn(body)) is { } request:
                Vote(node, clock, body, request);
                return body.Slot is null && request.Slot is null;
            default:
                return body.Slot is null;
        }
    }

    private void Vote(JudgedNode node, long clock, Body vote, Foreign request)
    {
        if (vote.Slot is null) Effect(node, clock, vote, request);
        else if (vote.Slot != request.Slot) world.Findings.Add("P-ACC-16", node.Id, $"{TraceText.Show(vote)} in slot {vote.Slot}, where {request} had asked", [request.Time, clock], "silence", "an error", "the same in the slot that was asked for");
    }

    private void Effect(JudgedNode node, long clock, Body actual, Foreign request) =>
        world.Findings.Add("P-NET-06", node.Id, $"{TraceText.Show(actual)}, which {request} had asked for", [request.Time, clock], "silence", "an error");

    private Foreign? Find(JudgedNode node, Ballot ballot) => asked.Count > 0 && asked.TryGetValue((node.Id, ballot), out var found) ? found : null;

    private static Ballot? AskedIn(Body body) => body switch
    {
        PrepareBody b => b.Ballot,
        AcceptBody b => b.Ballot,
        _ => null,
    };

    private static Ballot AnsweredIn(Body body) => body is PromiseBody promise ? promise.Ballot : ((AcceptedBody)body).Ballot;

    private sealed record Foreign(string From, long? Slot, long Time)
    {
        public override string ToString() => Slot is null ? $"the stranger {From}" : $"{From} in slot {Slot}";
    }
}
