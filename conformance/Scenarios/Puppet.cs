using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>A node that the harness plays. In tests of MUST rules it says only what a correct node could say.</summary>
public sealed class Puppet(Scene scene, string id)
{
    /// <summary>Its id; the ballots it uses carry it.</summary>
    public string Id => id;

    /// <summary>Its ballot with the counter <paramref name="n"/>.</summary>
    public Ballot Ballot(long n) => new(n, id);

    /// <summary>The proposal of <paramref name="value"/> in its ballot <paramref name="n"/>.</summary>
    public Proposal Proposal(long n, Value value) => new(Ballot(n), value);

    /// <summary>Phase 1a with its ballot <paramref name="n"/>.</summary>
    public Exchange Prepare(LiveNode node, long n) => new(scene, this, node, new PrepareBody { Ballot = Ballot(n) }, Ballot(n));

    /// <summary>Phase 2a with its ballot <paramref name="n"/>.</summary>
    public Exchange Accept(LiveNode node, long n, Value value) =>
        new(scene, this, node, new AcceptBody { Ballot = Ballot(n), Value = value }, Ballot(n));

    /// <summary>Sets the scene with an accepted proposal, prepared first so that acceptors of every kind take it.</summary>
    public async Task GivenAccepted(LiveNode node, long n, Value value)
    {
        await Prepare(node, n).Given();
        await Accept(node, n, value).Given();
    }

    /// <summary>Tells the decision.</summary>
    public TraceEvent Decide(LiveNode node, Value value, Ballot? ballot = null) => Say(node, new DecideBody { Value = value, Ballot = ballot });

    /// <summary>Says anything, without waiting.</summary>
    public TraceEvent Say(LiveNode node, Body body) => scene.Router.Send(new Envelope(id, node.Id, body));

    /// <summary>Asks an acceptor for its vote and waits for what comes of it.</summary>
    /// <exception cref="NothingToJudgeException">The node has ended, or answers nothing at all, or answered with garbage.</exception>
    public async Task<Outcome> Request(LiveNode node, Body request)
    {
        var sent = Say(node, request);
        var reply = await node.Reaction(sent.Clock, e => e.IsSentBy(node.Id, id) && Outcome.Classify(request, e.Message!.Body) is not null);
        return new Outcome(reply is null ? OutcomeKind.Silence : Outcome.Classify(request, reply.Message!.Body)!.Value, sent, reply);
    }
}
