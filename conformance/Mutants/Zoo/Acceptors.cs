namespace PaxosConformance.Mutants;

/// <content>Acceptors that promise or vote where they must not, or tell the wrong story.</content>
public static partial class Zoo
{
    private const string Acceptor = "Paxos/Acceptor.cs", Answer = "Paxos/Answer.cs", Messages = "Paxos.Node/Participant.Messages.cs";

    // Who refuses without having promised anything has no ballot to name: silence.
    private static Rewrite RefusesByBallotAlone => In(Messages, "Vote").Replace("turn.Send(to, refusal.Nack);", "if (!refusal.Nack.Promised.IsNone) turn.Send(to, refusal.Nack);");

    // A prepare is told of the accepted pair, which is then forgotten if it is this one.
    private static Rewrite[] ForgetsWhatItTells(string forgotten) =>
    [
        In(Acceptor, "OnPrepare").Replace("State = State with { Promised = prepare.Ballot }; return new PromiseWhenDurable(State);", $$"""
            var told = State.Accepted;
            State = State with { Promised = prepare.Ballot, Accepted = told == {{forgotten}} ? null : told };
            return new PromiseWhenDurable(State, told);
            """),
        In(Answer, "type PromiseWhenDurable").Replace("PromiseWhenDurable(AcceptorState State)", "PromiseWhenDurable(AcceptorState State, Proposal? Told = null)"),
        In(Answer, "Tell").Replace("new Promise(durable.Promised, durable.Accepted)", "new Promise(durable.Promised, Told)"),
    ];

    private static IEnumerable<Mutant> Acceptors =>
    [
        new("Z01", "prepare is checked against zero instead of the promise")
        {
            Breaks = ["P-ACC-01"], Killers = ["SC-PRE-02"],
            Rewrites = [In(Acceptor, "OnPrepare").Replace("prepare.Ballot < State.Promised", "prepare.Ballot.N < 0")],
        },
        new("Z02", "accept is not checked at all")
        {
            Breaks = ["P-ACC-05"], Killers = ["SC-ACC-03"],
            Rewrites = [In(Acceptor, "OnAccept").Replace("if (accept.Ballot < State.Promised) return new Refusal(new Nack(accept.Ballot, State.Promised));", "")],
        },
        new("Z03", "accept must be above the promise, not at it")
        {
            Breaks = ["P-ACC-06"], Killers = ["SC-ACC-01"],
            Rewrites = [In(Acceptor, "OnAccept").Replace("accept.Ballot < State.Promised", "accept.Ballot <= State.Promised")],
        },
        new("Z04", "a refused prepare lowers the promise")
        {
            Breaks = ["P-ACC-14"], Killers = ["SC-PRE-09"],
            Rewrites =
            [
                In(Acceptor, "OnPrepare").Replace("if (prepare.Ballot < State.Promised) return new Refusal(new Nack(prepare.Ballot, State.Promised));", """
                    if (prepare.Ballot < State.Promised)
                    {
                        var blocking = State.Promised;
                        State = State with { Promised = prepare.Ballot };
                        return new Refusal(new Nack(prepare.Ballot, blocking));
                    }
                    """),
            ],
        },
        new("Z05", "accepting does not raise the promise, and the latest pair stays")
        {
            Breaks = ["P-ACC-08", "P-ACC-09"], Killers = ["SC-ACC-04"],
            Rewrites = [In(Acceptor, "OnAccept").Replace("new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value))", "State with { Accepted = new Proposal(accept.Ballot, accept.Value) }")],
        },
        new("Z06", "a promise never reports the accepted pair")
        {
            Breaks = ["P-ACC-02"], Killers = ["SC-PRE-05"],
            Rewrites = [In(Answer, "Tell").Replace("new Promise(durable.Promised, durable.Accepted)", "new Promise(durable.Promised, null)")],
        },
        new("Z08", "a promise reports the promised ballot as the accepted one")
        {
            Breaks = ["P-ACC-04"], Killers = ["SC-PRE-07"],
            Rewrites = [In(Answer, "Tell").Replace("new Promise(durable.Promised, durable.Accepted)", "new Promise(durable.Promised, durable.Accepted is { } pair ? new Proposal(durable.Promised, pair.Value) : null)")],
        },
        new("Z09", "a higher prepare clears the accepted pair")
        {
            Breaks = ["P-ACC-10", "P-ACC-02"], Killers = ["SC-PRE-05"],
            Rewrites = [In(Acceptor, "OnPrepare").Replace("State with { Promised = prepare.Ballot }", "prepare.Ballot > State.Promised ? new AcceptorState(prepare.Ballot, null) : State")],
        },
        new("Z10", "a pair is reported only once it is decided")
        {
            Breaks = ["P-ACC-02"], Killers = ["SC-PRE-08"],
            Rewrites =
            [
                In(Answer, "Cast").Replace("Tell(proof.Value.Acceptor)", "Tell(this is PromiseWhenDurable && proof.Value.Decided is null ? proof.Value.Acceptor with { Accepted = null } : proof.Value.Acceptor)"),
            ],
        },
        new("Z62", "a node that has promised to one proposer refuses all others for ever")
        {
            Breaks = ["P-ACC-18", "P-LIV-07"], Killers = ["SC-PRE-04"],
            Rewrites = [In(Acceptor, "OnPrepare").Replace("prepare.Ballot < State.Promised", "prepare.Ballot < State.Promised || !State.Promised.IsNone && State.Promised.Id != prepare.Ballot.Id")],
        },
        new("X01", "accepting does not raise the promise, though the highest pair stays")
        {
            Breaks = ["P-ACC-08"], Killers = ["SC-ACC-04"],
            Rewrites =
            [
                In(Acceptor, "OnAccept").Replace("State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value));", """
                    if (State.Accepted is not { } higher || higher.Ballot < accept.Ballot) State = State with { Accepted = new Proposal(accept.Ballot, accept.Value) };
                    """),
            ],
        },
        new("X02", "a prepare that comes again is promised without the report")
        {
            Breaks = ["P-ACC-13", "P-ACC-02"], Killers = ["SC-PRE-10"],
            Rewrites =
            [
                In(Acceptor, "OnPrepare").Replace("State = State with { Promised = prepare.Ballot }; return new PromiseWhenDurable(State);", """
                    var again = prepare.Ballot == State.Promised;
                    State = State with { Promised = prepare.Ballot };
                    return new PromiseWhenDurable(State, again);
                    """),
                In(Answer, "type PromiseWhenDurable").Replace("PromiseWhenDurable(AcceptorState State)", "PromiseWhenDurable(AcceptorState State, bool Again = false)"),
                In(Answer, "Tell").Replace("new Promise(durable.Promised, durable.Accepted)", "new Promise(durable.Promised, Again ? null : durable.Accepted)"),
            ],
        },
        new("X03", "a refused accept leaves its pair behind")
        {
            Breaks = ["P-ACC-14"], Killers = ["SC-ACC-03"],
            Rewrites =
            [
                In(Acceptor, "OnAccept").Replace("if (accept.Ballot < State.Promised) return new Refusal(new Nack(accept.Ballot, State.Promised));", """
                    if (accept.Ballot < State.Promised)
                    {
                        State = State with { Accepted = new Proposal(accept.Ballot, accept.Value) };
                        return new Refusal(new Nack(accept.Ballot, State.Promised));
                    }
                    """),
            ],
        },
        new("X04", "the pair is forgotten once the decision is known")
        {
            Breaks = ["P-ACC-17", "P-ACC-09"], Killers = ["SC-PRE-11"],
            Rewrites =
            [
                In(Acceptor, "State").After("public AcceptorState State { get; private set; } = recovered;", "public void Forget() => State = State with { Accepted = null };"),
                In(Messages, "Learn").Replace("turn.Remember(State);", "acceptor.Forget(); turn.Remember(State);"),
            ],
        },
        new("X05", "a refusal names the refused ballot's counter less one as the one in the way")
        {
            Breaks = ["P-ACC-15"], Killers = ["SC-PRE-02"],
            Rewrites =
            [
                In(Acceptor, "OnPrepare").Replace("new Nack(prepare.Ballot, State.Promised)", "new Nack(prepare.Ballot, new Ballot(Math.Max(0, prepare.Ballot.N - 1), prepare.Ballot.Id!))"),
            ],
        },
        new("X06", "values are kept as text, so bytes that are no text change")
        {
            Breaks = ["P-ACC-03", "P-SAF-02"], Killers = ["SC-ACC-08"],
            Rewrites = [In(Acceptor, "OnAccept").Replace("State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value))", "State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, Value.FromString(accept.Value.ToString())))")],
        },
        new("X07", "a promise carries the id of its acceptor in its ballot")
        {
            Breaks = ["P-ACC-16"], Killers = ["SC-ACC-07"],
            Rewrites = [In("Paxos.Node/Post.cs", "Deliver").Replace("Deliver(to, vote.Message)", "Deliver(to, vote.Message is Promise told ? told with { Ballot = new Ballot(told.Ballot.N, self) } : vote.Message)")],
        },
        new("X35", "an acceptor that has promised nothing yet accepts nothing")
        {
            Breaks = ["P-ACC-07"], Killers = ["SC-ACC-02"],
            Rewrites =
            [
                In(Acceptor, "OnAccept").Replace("accept.Ballot < State.Promised", "accept.Ballot < State.Promised || State.Promised.IsNone"),
                RefusesByBallotAlone,
            ],
        },
        new("X36", "what a higher prepare is told is forgotten with the telling")
        {
            Breaks = ["P-ACC-10", "P-ACC-02"], Killers = ["SC-PRE-05"],
            Rewrites = ForgetsWhatItTells("State.Accepted"),
        },
        new("X37", "an accept that comes again takes the pair back")
        {
            Breaks = ["P-ACC-12", "P-ACC-09"], Killers = ["SC-ACC-05"],
            Rewrites =
            [
                In(Acceptor, "OnAccept").Replace("new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value))", "new AcceptorState(accept.Ballot, State.Accepted?.Ballot == accept.Ballot ? null : new Proposal(accept.Ballot, accept.Value))"),
                In(Answer, "type AcceptedWhenDurable").Replace("durable.Accepted!.Ballot", "durable.Promised"),
            ],
        },
        new("X38", "an accept that was taken once is taken again, whatever was promised meanwhile")
        {
            Breaks = ["P-NET-02", "P-ACC-05", "P-ACC-08"], Killers = ["SC-NET-03"],
            Rewrites =
            [
                In(Acceptor, "State").After("public AcceptorState State { get; private set; } = recovered;", "private readonly HashSet<Accept> taken = [];"),
                In(Acceptor, "OnAccept").Replace("accept.Ballot < State.Promised", "!taken.Contains(accept) && accept.Ballot < State.Promised"),
                In(Acceptor, "OnAccept").Replace("return new AcceptedWhenDurable(State);", "taken.Add(accept); return new AcceptedWhenDurable(State);"),
            ],
        },
        new("X32", "a fresh acceptor stands at a ballot, so the lowest ones are refused")
        {
            Breaks = ["P-BAL-08"], Killers = ["SC-PRE-01"],
            Rewrites = [In("Paxos/StableState.cs", "type AcceptorState").Replace("new(default, null)", """new(new Ballot(1, "zzz"), null)""")],
        },
        new("X23", "accepts that come together are all checked against the promise before them")
        {
            Breaks = ["P-ACC-19", "P-ACC-05"], Killers = ["SC-ACC-07"], Tier = Tier.Time,
            Rewrites =
            [
                In(Acceptor, "State").After("public AcceptorState State { get; private set; } = recovered;", "private Ballot seen = recovered.Promised; public void Look() => seen = State.Promised;"),
                In(Acceptor, "OnAccept").Replace("accept.Ballot < State.Promised", "accept.Ballot < seen"),
                In(Participant, "Handle").Replace("foreach (var message in batch)", "acceptor.Look(); foreach (var message in batch)"),
            ],
        },
    ];
}
