namespace PaxosConformance.Mutants;

/// <content>Proposers that put the wrong value to the vote, or tell the wrong one.</content>
public static partial class Zoo
{
    private const string Round = "Paxos/Round.cs";

    private static IEnumerable<Mutant> Proposers =>
    [
        new("Z28", "the value of the promise that came last binds")
        {
            Breaks = ["P-PRO-02"], Killers = ["SC-PRO-03"],
            Rewrites = [In(Round, "HighestReported").Replace("MaxBy(proposal => proposal.Ballot)", "LastOrDefault()")],
        },
        new("Z29", "the proposer keeps its own value")
        {
            Breaks = ["P-PRO-02", "P-SAF-04", "P-SAF-01"], Killers = ["SC-PRO-02"],
            Rewrites = [In(Proposer, "OnPromise").Replace("round.HighestReported?.Value ?? wish", "wish ?? round.HighestReported?.Value")],
        },
        new("Z35", "the decision is told together with the request for votes")
        {
            Breaks = ["P-PRO-08", "P-SAF-05"], Killers = ["SC-PRO-11"],
            Rewrites =
            [
                In(Messages, "OnPromise").After("Send(accept, config.Quorums.Acceptors);", """
                    foreach (var id in config.Nodes)
                    {
                        if (id != config.Id) turn.Send(id, new Decide(accept.Value, accept.Ballot));
                    }
                    """),
            ],
        },
        new("Z36", "what is decided and answered is the wish")
        {
            Breaks = ["P-PRO-10", "P-PRO-15"], Killers = ["SC-PRO-12"],
            Rewrites =
            [
                In(Messages, "OnAccepted").Replace("if (campaign.OnAccepted(from, accepted) is not { } decide) return;", """
                    if (campaign.OnAccepted(from, accepted) is not { } chosen) return;
                    var decide = chosen with { Value = clients.Wish ?? chosen.Value };
                    """),
            ],
        },
        new("Z37", "a client is told that its value was rejected when the votes do not come")
        {
            Breaks = ["P-PRO-16"], Killers = ["SC-PRO-14"],
            Rewrites =
            [
                In("Paxos.Node/Participant.Rounds.cs", "OnDue").Replace("Try(() => campaign.OnDue(clock.Now, acceptor.State.Promised, clients.AreWaiting));", """
                    Try(() => campaign.OnDue(clock.Now, acceptor.State.Promised, clients.AreWaiting));
                    if (campaign.Ballot.IsNone)
                    {
                        foreach (var client in clients.Leave()) turn.Error(client, ErrorCode.Abort, "the value was rejected");
                    }
                    """),
            ],
        },
        new("Z65", "the reported value with the lowest ballot binds")
        {
            Breaks = ["P-PRO-02"], Killers = ["SC-PRO-03"],
            Rewrites = [In(Round, "HighestReported").Replace("MaxBy", "MinBy")],
        },
        new("X44", "what the node has accepted itself binds it, whatever others report")
        {
            Breaks = ["P-NET-03", "P-PRO-02"], Killers = ["SC-NET-05"],
            Rewrites = [In(Round, "HighestReported").Replace("promises.Values", "promises.GetValueOrDefault(Ballot.Id!) ?? promises.Values")],
        },
        new("X14", "a late promise changes the value of a ballot that is put to the vote")
        {
            Breaks = ["P-PRO-04", "P-BAL-09"], Killers = ["SC-PRO-10"],
            Rewrites = [In(Proposer, "OnPromise").Replace("round.Value is not null ||", "")],
        },
        new("X15", "the vote is asked for in the ballot behind the prepared one")
        {
            Breaks = ["P-PRO-14", "P-PRO-01"], Killers = ["SC-PRO-01"],
            Rewrites = [In(Proposer, "OnPromise").Replace("new Accept(round.Ballot, value)", "new Accept(round.Ballot.Next(id), value)")],
        },
        new("X16", "the node proposes a value of its own")
        {
            Breaks = ["P-SAF-02", "P-PRO-03"], Killers = ["SC-PRO-01"],
            Rewrites = [In("Paxos.Node/Clients.cs", "Wish").Replace("ValueOf(waiting[0])", """Value.FromString("default")""")],
        },
        new("X17", "a client is told success for its own value, whatever was decided")
        {
            Breaks = ["P-PRO-15", "P-SAF-01"], Killers = ["SC-PRO-12"],
            Rewrites = [In(Messages, "Learn").Replace("turn.Answer(client, value)", "turn.Answer(client, ((ProposeBody)client.Body).Value!)"), UseWire(Messages)],
        },
        new("X18", "after the decision a client is told success for its own value")
        {
            Breaks = ["P-PRO-19", "P-PRO-15", "P-SAF-01"], Killers = ["SC-PRO-15"],
            Rewrites = [In("Paxos.Node/Participant.Rounds.cs", "OnPropose").Replace("turn.Answer(propose, decided)", "turn.Answer(propose, ((ProposeBody)propose.Body).Value!)")],
        },
    ];

    private static Rewrite UseWire(string file) => In(file).Replace("namespace Paxos.Node;", "using PaxosConformance.Wire;\nnamespace Paxos.Node;");
}
