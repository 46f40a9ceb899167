namespace PaxosConformance.Mutants;

/// <content>Nodes that only make use of their freedom.</content>
public static partial class Zoo
{
    private static Rewrite[] Silent => [In(Messages, "Vote").Replace("turn.Send(to, refusal.Nack);", "")];

    private static Rewrite[] IgnoresEqualPrepares => [In(Acceptor, "OnPrepare").Replace("prepare.Ballot < State.Promised", "prepare.Ballot <= State.Promised")];

    private static Rewrite[] TellsNobodyWhoAsks => [In(Messages, "OnRequest").Replace("if (learner.Decided is { } decided) turn.Send(from, new Decide(decided));", "")];

    private static IEnumerable<Variant> Legal =>
    [
        new("V01", "as the TLA+ specification has it: stale and equal prepares are ignored, nothing is refused, no decision told to who asks")
        {
            Rewrites = [.. Silent, .. IgnoresEqualPrepares, .. TellsNobodyWhoAsks],
        },
        new("V02", "only the very ballot that was promised is accepted (The Part-Time Parliament)")
        {
            Rewrites =
            [
                In(Acceptor, "OnAccept").Replace("accept.Ballot < State.Promised", "accept.Ballot != State.Promised"),
                RefusesByBallotAlone,
            ],
        },
        new("V03", "every refusal is silent") { Rewrites = Silent },
        new("V04", "the reference node: refuses with the ballot in the way (V04), promises an equal prepare again with the current pair (V07), derives its ballots from "
            + "the durable promise (V17), ends itself when fsync fails (V27), does not start on a damaged log (V28)"),
        new("V06", "an equal prepare is refused") { Rewrites = IgnoresEqualPrepares },
        new("V08", "the same prepare is sent again many times before a new ballot is tried")
        {
            Rewrites = [In(Campaign, "MaxResends").Replace("3", "12")],
        },
        new("V09", "once it is decided, prepare and accept are answered with the decision alone")
        {
            Rewrites = [In(Messages, "OnRequest").Replace("if (config.IsAcceptor) Vote(from, ask(acceptor));", "if (config.IsAcceptor && (learner.Decided is null || from == config.Id)) Vote(from, ask(acceptor));")],
        },
        new("V10", "the decision is not stored: it is learnt again after a restart")
        {
            Rewrites = [In(Participant, "State").Replace("new(acceptor.State, learner.Decided)", "new(acceptor.State, null)")],
        },
        new("V11", "votes are told to all, and the decision to nobody")
        {
            Rewrites =
            [
                In("Paxos/Messages.cs", "type Accepted").Replace("Accepted(Ballot Ballot)", "Accepted(Ballot Ballot, Value? Value = null)"),
                In(Answer, "type AcceptedWhenDurable").Replace("new Accepted(durable.Accepted!.Ballot)", "new Accepted(durable.Accepted!.Ballot, durable.Accepted.Value)"),
                In("Paxos.Node/Translation.cs", "ToBody").Replace("new AcceptedBody { Ballot = m.Ballot }", "new AcceptedBody { Ballot = m.Ballot, Value = m.Value }"),
                In(Messages, "Vote").Replace("turn.Send(to, vote, State);", """
                    foreach (var id in vote is AcceptedWhenDurable ? config.Nodes : [to]) turn.Send(id, vote, State);
                    """),
                In(Messages, "On").Replace("case Accepted accepted:", "case Accepted accepted: if (from == config.Id) OnVote(from, new Proposal(accepted.Ballot, accepted.Value!));"),
                In(Messages, "OnAccepted").Replace("if (id != config.Id) turn.Send(id, decide);", ""),
                .. TellsNobodyWhoAsks,
            ],
        },
        new("V12", "one quorum is asked, and another one each time the answers do not come")
        {
            Rewrites =
            [
                In(Campaign, "failures").After("private int failures;", """
                    private int rotation;

                    public IReadOnlyList<string> Asked
                    {
                        get
                        {
                            var others = quorums.Acceptors.Where(other => other != id).ToList();
                            return [.. others.Concat(others).Skip(others.Count == 0 ? 0 : rotation % others.Count).Take(Math.Min(others.Count, quorums.Acceptors.Count / 2))];
                        }
                    }
                    """),
                In(Campaign, "OnDue").Replace("new Appeal(request, [.. proposer.Silent])", "new Appeal(request, [.. proposer.Silent.Intersect(Asked)])"),
                In(Campaign, "OnDue").Replace("resends++;", "resends++; rotation++;"),
                In(Campaign, "Start").Replace("new Appeal(prepare, quorums.Acceptors)", "new Appeal(prepare, Asked)"),
                In(Messages, "OnPromise").Replace("Send(accept, config.Quorums.Acceptors)", "Send(accept, campaign.Asked)"),
            ],
        },
        new("V14", "a round goes on though a higher ballot was heard of")
        {
            Rewrites = [In(Proposer, "OnNack").Replace("round = null; return true;", "return false;")],
        },
        new("V15", "the value of the client that came last is proposed")
        {
            Rewrites = [In("Paxos.Node/Clients.cs", "Wish").Replace("waiting[0]", "waiting[^1]")],
        },
        new("V20", "votes wait for a group to be written together")
        {
            Rewrites = [In(Log, "Persist").Replace("MakeDurable(states[^1])", "{ Thread.Sleep(5); MakeDurable(states[^1]); }")],
        },
        new("V21", "whoever's proposal was accepted has a lease, and others' prepares are ignored while it lasts")
        {
            Rewrites =
            [
                In(Participant, "turn").After("private Turn turn = new();", "private string? holder; private TimeSpan leaseEnds;"),
                In(Messages, "On").Replace("case Prepare prepare:", """
                    case Prepare prepare when from != config.Id && prepare.Ballot.Id != holder && clock.Now < leaseEnds:
                        break;
                    case Prepare prepare:
                    """),
                In(Messages, "On").Replace("OnRequest(from, acceptor => acceptor.OnAccept(accept));", """
                    OnRequest(from, acceptor => acceptor.OnAccept(accept));
                    if (acceptor.State.Accepted?.Ballot == accept.Ballot) (holder, leaseEnds) = (accept.Ballot.Id, clock.Now + TimeSpan.FromMilliseconds(300));
                    """),
            ],
        },
        new("V23", "an accept that comes again is dropped")
        {
            Rewrites =
            [
                In(Messages, "On").Replace("case Accept accept:", """
                    case Accept accept when acceptor.State.Accepted?.Ballot == accept.Ballot:
                        break;
                    case Accept accept:
                    """),
            ],
        },
        new("V25", "all accepted pairs are kept, and the highest reported")
        {
            Rewrites =
            [
                In(Acceptor, "State").After("public AcceptorState State { get; private set; } = recovered;", "private readonly List<Proposal> pairs = recovered.Accepted is null ? [] : [recovered.Accepted];"),
                In(Acceptor, "OnAccept").Replace("State = new AcceptorState(accept.Ballot, new Proposal(accept.Ballot, accept.Value));", """
                    pairs.Add(new Proposal(accept.Ballot, accept.Value));
                    State = new AcceptorState(accept.Ballot, pairs.MaxBy(pair => pair.Ballot));
                    """),
            ],
        },
        new("L01", "ballots jump by a thousand") { Rewrites = [In(Ballot, "Next").Replace("N < MaxN ? new Ballot(N + 1, proposer)", "N < MaxN - 1000 ? new Ballot(N + 1000, proposer)")] },
        new("L02", "a refused prepare is answered with a promise for the ballot in the way")
        {
            Rewrites =
            [
                In(Messages, "Vote").Replace("turn.Send(to, refusal.Nack);", """
                    if (refusal.Nack.Promised > refusal.Nack.Ballot) turn.Send(to, new PromiseWhenDurable(acceptor.State), State);
                    """),
            ],
        },
        new("L04", "every state goes to a new file, which then takes the place of the log") { Rewrites = NewFileForEveryState },
        new("L05", "the delay before the next round is fixed: what refuses at once ends a duel without chance")
        {
            Rewrites = [In("Paxos.Node/Pace.cs", "Backoff").Replace("Grown(failures) * random.NextDouble()", "retry")],
        },
        new("L03", "what every vote rests on is written again, though nothing has changed")
        {
            Rewrites = [In(Log, "Persist").Replace("states.Count > 0 && states[^1] != last", "states.Count > 0")],
        },
    ];
}
