using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>A node that the harness plays. In tests of MUST rules it says only what a correct node could say.</summary>
/// <remarks>As an acceptor it is an honest one that, unless told otherwise, hears nothing: its messages are lost on the way to it.</remarks>
public sealed class Puppet
{
    private readonly Scene scene;
    private readonly string id;
    private Acceptor acceptor = new(AcceptorState.Initial);

    internal Puppet(Scene scene, string id)
    {
        this.scene = scene;
        this.id = id;
        scene.Router.Attach(id, Receive);
    }

    /// <summary>Whether it hears phase 1a, and answers as an acceptor does.</summary>
    public bool AnswersPrepares { get; set; }

    /// <summary>Whether it hears phase 2a, and answers as an acceptor does.</summary>
    public bool AnswersAccepts { get; set; }

    /// <summary>How often it says each of its votes: the network may double messages.</summary>
    public int Repeats { get; set; } = 1;

    /// <summary>Its id; the ballots it uses carry it.</summary>
    public string Id => id;

    /// <summary>Its ballot with the counter <paramref name="n"/>.</summary>
    public Ballot Ballot(long n) => new(n, id);

    /// <summary>The proposal of <paramref name="value"/> in its ballot <paramref name="n"/>.</summary>
    public Proposal Proposal(long n, Value value) => new(Ballot(n), value);

    /// <summary>From now on it hears everything.</summary>
    public Puppet Awake() => Hearing(true, true);

    /// <summary>From now on it hears this much.</summary>
    public Puppet Hearing(bool prepares, bool accepts)
    {
        (AnswersPrepares, AnswersAccepts) = (prepares, accepts);
        return this;
    }

    /// <summary>It has a past, of which nobody has heard: a ballot of another puppet that it promised.</summary>
    public Puppet HavingPromised(Ballot ballot) => Having(new AcceptorState(ballot, acceptor.State.Accepted));

    /// <summary>It has a past, of which nobody has heard: a proposal of another puppet that it accepted.</summary>
    public Puppet HavingAccepted(Proposal proposal) => Having(new AcceptorState(proposal.Ballot, proposal));

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
    /// <param name="node">The acceptor.</param>
    /// <param name="request">The request.</param>
    /// <param name="needed">Whether the scenario cannot go on without an answer.</param>
    /// <exception cref="NothingToJudgeException">The node has ended, or answers nothing at all, or answered with garbage.</exception>
    public async Task<Outcome> Request(LiveNode node, Body request, bool needed = false)
    {
        var sent = Say(node, request);
        var reply = await node.Reaction(sent.Clock, e => e.IsSentBy(node.Id, id) && Outcome.Classify(request, e.Message!.Body) is not null, needed);
        return new Outcome(reply is null ? OutcomeKind.Silence : Outcome.Classify(request, reply.Message!.Body)!.Value, sent, reply);
    }

    private Puppet Having(AcceptorState past)
    {
        if (past.Promised < acceptor.State.Promised) throw new InvalidOperationException($"{id} has promised {acceptor.State.Promised}: no past of {past.Promised} fits");
        acceptor = new Acceptor(past);
        return this;
    }

    private void Receive(Envelope message)
    {
        var answer = message.Body switch
        {
            PrepareBody prepare when AnswersPrepares => acceptor.OnPrepare(new Paxos.Prepare(prepare.Ballot)),
            AcceptBody accept when AnswersAccepts => acceptor.OnAccept(new Paxos.Accept(accept.Ballot, accept.Value!)),
            _ => null,
        };
        if (answer is null) return;
        for (var i = 0; i < Repeats; i++) scene.Router.Send(new Envelope(id, message.Src, Tell(answer)));
    }

    private static Body Tell(Answer answer) => answer switch
    {
        Refusal refusal => new NackBody { Ballot = refusal.Nack.Ballot, Promised = refusal.Nack.Promised },
        PromiseWhenDurable promise => new PromiseBody { Ballot = promise.State.Promised, Accepted = promise.State.Accepted },
        AcceptedWhenDurable accepted => new AcceptedBody { Ballot = accepted.State.Promised },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
