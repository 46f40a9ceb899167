using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>A node that the harness plays. In tests of MUST rules it says only what a correct node could say.</summary>
public sealed class Puppet(string id, Router router)
{
    /// <summary>Its id; the ballots it uses carry it.</summary>
    public string Id => id;

    /// <summary>Its ballot with the counter <paramref name="n"/>.</summary>
    public Ballot Ballot(long n) => new(n, id);

    /// <summary>Says something.</summary>
    public TraceEvent Say(LiveNode to, Body body) => router.Send(new Envelope(id, to.Id, body));

    /// <summary>Asks an acceptor for its vote and waits for what comes of it.</summary>
    /// <exception cref="NothingToJudgeException">The node has ended, or answers nothing at all, or answered with garbage.</exception>
    public async Task<Outcome> Request(LiveNode to, Body request)
    {
        var sent = Say(to, request);
        var reply = await to.Reaction(sent.Clock, e => e.IsSentBy(to.Id, id) && Outcome.Classify(request, e.Message!.Body) is not null);
        return new Outcome(reply is null ? OutcomeKind.Silence : Outcome.Classify(request, reply.Message!.Body)!.Value, sent, reply);
    }
}
