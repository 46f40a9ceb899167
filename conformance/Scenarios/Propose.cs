using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>
/// SC-PRO: how a proposer chooses its value and counts votes. The puppets answer as acceptors; exactly a quorum is there, counted with the
/// node under test itself, so that the legal values are few (F9).
/// </summary>
public static class Propose
{
    [Scenario("SC-PRO-01", "P-PRO-03", "P-PRO-01", "P-PRO-14")]
    public static async Task Without_a_report_the_proposer_proposes_a_clients_value(Scene scene)
    {
        var node = await scene.StartNode();
        var campaign = scene.Propose(node, "x");
        await campaign.ExpectNoAccept("P-PRO-01");
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: true, accepts: false);
        await campaign.ExpectAccept("P-PRO-03", "x");
    }

    [Scenario("SC-PRO-02", "P-PRO-02")]
    public static async Task A_reported_value_binds_the_proposer(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.HavingAccepted(p2.Proposal(2, "x")).Hearing(prepares: true, accepts: false);
        await scene.Propose(node, "y").ExpectAccept("P-PRO-02", "x");
    }

    [Scenario("SC-PRO-03", "P-PRO-02", Nodes = 5)]
    public static async Task The_reported_value_of_the_highest_ballot_binds_in_whatever_order_promises_come(Scene scene)
    {
        foreach (var highestFirst in new[] { true, false })
        {
            if (!highestFirst) await scene.Restage(5, "with the promises in the other order");
            var node = await scene.StartNode();
            var p = scene.Puppets;
            p[0].HavingAccepted(p[2].Proposal(4, "y")).Hearing(prepares: true, accepts: false);
            p[1].HavingAccepted(p[3].Proposal(2, "x")).Hearing(prepares: true, accepts: false);
            var holds = new[] { p[0], p[1] }.Select(puppet => scene.Router.Hold(m => m.Src == puppet.Id && m.Body is PromiseBody)).ToList();
            if (!highestFirst) holds.Reverse();
            var campaign = scene.Propose(node, "z");
            await campaign.GivenHeldPromises(p[0], p[1]);
            foreach (var hold in holds) hold.Dispose();
            await campaign.ExpectAccept("P-PRO-02", "y");
        }
    }

    [Scenario("SC-PRO-04", "P-PRO-02", Nodes = 7)]
    public static async Task One_report_of_a_higher_ballot_outweighs_two_of_a_lower_one(Scene scene)
    {
        var node = await scene.StartNode();
        var p = scene.Puppets;
        p[0].HavingAccepted(p[4].Proposal(2, "x")).Hearing(prepares: true, accepts: false);
        p[1].HavingAccepted(p[5].Proposal(5, "y")).Hearing(prepares: true, accepts: false);
        p[2].HavingAccepted(p[4].Proposal(2, "x")).Hearing(prepares: true, accepts: false);
        await scene.Propose(node, "z").ExpectAccept("P-PRO-02", "y");
    }

    [Scenario("SC-PRO-05", "P-PRO-06", Nodes = 5)]
    public static async Task A_promise_or_vote_that_comes_three_times_counts_once(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0].Hearing(prepares: true, accepts: false);
        p1.Repeats = 3;
        await scene.Propose(node, "x").ExpectNoAccept("P-PRO-06");

        await scene.Restage(5, "with a vote that comes three times");
        node = await scene.StartNode();
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: true, accepts: false);
        scene.Puppets[0].Awake().Repeats = 3;
        var campaign = scene.Propose(node, "x");
        await campaign.GivenAccept();
        await campaign.ExpectNoDecision("P-PRO-06");
    }

    [Scenario("SC-PRO-06", "P-PRO-07", "P-QRM-04")]
    public static async Task A_promise_of_a_stranger_does_not_count(Scene scene)
    {
        var node = await scene.StartNode();
        var campaign = scene.Propose(node, "x");
        var ballot = await campaign.GivenPrepare();
        var stranger = scene.Puppet("n9").Say(node, new PromiseBody { Ballot = ballot });
        await campaign.ExpectNoAccept("P-PRO-07", stranger.Clock);
    }

    [Scenario("SC-PRO-07", "P-PRO-18", "P-BAL-05")]
    public static async Task A_refusal_is_no_vote_and_the_next_ballot_passes_it(Scene scene)
    {
        var node = await scene.StartNode();
        var campaign = scene.Propose(node, "x");
        var ballot = await campaign.GivenPrepare();
        var refuser = campaign.Asked(ballot);
        var refusal = refuser.Say(node, new NackBody { Ballot = ballot, Promised = refuser.Ballot(ballot.N + 1_000_000) });
        await campaign.ExpectNoAccept("P-PRO-18", refusal.Clock);
        await campaign.ExpectPasses("P-BAL-05", refusal);
    }

    [Scenario("SC-PRO-08", "P-PRO-05")]
    public static async Task A_promise_for_an_earlier_ballot_does_not_count(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var held = scene.Router.Hold(message => message.Src == p1.Id);
        p1.Hearing(prepares: true, accepts: false);
        var campaign = scene.Propose(node, "x");
        var first = await campaign.GivenHeldPromises(p1);
        p1.Hearing(prepares: false, accepts: false);

        // The other one, if it was asked too, refuses, so that the node moves on to a higher ballot.
        if (campaign.HasAsked(p2, first)) p2.Say(node, new NackBody { Ballot = first, Promised = p2.Ballot(first.N + 5) });
        await campaign.GivenPrepare(above: first);
        var released = scene.Trace.Now;
        held.Dispose();
        await campaign.ExpectNoAccept("P-PRO-05", released);

        // With a promise for the ballot that runs it does go on: it had been waiting, and was not dead.
        p1.Hearing(prepares: true, accepts: false);
        await campaign.GivenAccept(released, above: first);
    }

    [Scenario("SC-PRO-09", "P-PRO-09", Nodes = 5)]
    public static async Task A_vote_for_an_earlier_ballot_does_not_count(Scene scene)
    {
        var node = await scene.StartNode();
        var p = scene.Puppets;
        var held = scene.Router.Hold(message => message.Src == p[0].Id && message.Body is AcceptedBody);
        p[0].Awake();
        p[1].Hearing(prepares: true, accepts: false);
        var campaign = scene.Propose(node, "v");
        var (_, one) = await campaign.GivenAccept();
        if (one.Value != "v" || await scene.Time.Until(0, e => e.Kind == EventKind.Held, scene.Patience.Reply) is null)
            throw new InconclusiveException($"{p[0].Id} did not get to vote for v");

        // Another proposer's (c, w) is on p3; the node has to move above it, and to take over w.
        p[0].Hearing(prepares: false, accepts: false);
        p[1].Hearing(prepares: false, accepts: false);
        p[2].HavingAccepted(p[1].Proposal(one.Ballot.N + 5, "w")).Awake();
        p[3].Hearing(prepares: true, accepts: false);
        p[2].Say(node, new NackBody { Ballot = one.Ballot, Promised = p[1].Ballot(one.Ballot.N + 5) });
        var (_, two) = await campaign.GivenAccept(above: p[1].Ballot(one.Ballot.N + 5));
        if (two.Value != "w") throw new InconclusiveException($"{node.Id} put {two.Value} to the vote, where this needs w");
        var released = scene.Trace.Now;
        held.Dispose();
        await campaign.ExpectNoDecision("P-PRO-09", released);
        p[3].Awake();
        var decision = await campaign.Decision(released);
        if (decision?.Message!.Body is ValueBody decided && decided.Value != "w") throw Campaign.Violated("P-PRO-09", decision, [released, decision.Clock], "decide w", "propose_ok w");
    }

    [Scenario("SC-PRO-10", "P-PRO-04", "P-BAL-09")]
    public static async Task A_ballot_keeps_its_value_though_a_late_promise_reports_another(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.HavingPromised(p2.Ballot(9)).Hearing(prepares: true, accepts: false);
        var campaign = scene.Propose(node, "v");
        var (sent, accept) = await campaign.GivenAccept();
        var late = p2.Say(node, new PromiseBody { Ballot = accept.Ballot, Accepted = p1.Proposal(1, "w") });
        await scene.Time.Pass(scene.Patience.Retry * 5);
        var other = scene.Trace.Events.FirstOrDefault(e =>
            e.IsSentBy(node.Id) && e.Message!.Body is AcceptBody again && again.Ballot == accept.Ballot && again.Value != accept.Value);
        if (other is not null) throw Campaign.Violated("P-PRO-04", other, [sent.Clock, late.Clock, other.Clock], $"accept {accept.Ballot} {accept.Value} again", "silence");
    }

    [Scenario("SC-PRO-11", "P-PRO-08", "P-SAF-05")]
    public static async Task Promises_alone_decide_nothing(Scene scene)
    {
        var node = await scene.StartNode();
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: true, accepts: false);
        var campaign = scene.Propose(node, "x");
        await campaign.GivenAccept();
        await campaign.ExpectNoDecision("P-PRO-08");
    }

    [Scenario("SC-PRO-12", "P-PRO-10", "P-PRO-15")]
    public static async Task What_is_decided_is_what_was_accepted_and_not_what_was_wished(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.HavingAccepted(p2.Proposal(2, "x")).Awake();
        var campaign = scene.Propose(node, "y");
        var (sent, accept) = await campaign.GivenAccept();
        if (accept.Value != "x") throw Campaign.Violated("P-PRO-02", sent, [sent.Clock], $"accept {accept.Ballot} x");
        await campaign.GivenDecision(sent.Clock);
        await scene.Time.Pass(scene.Patience.Retry);
        foreach (var told in scene.Trace.Events.Where(campaign.IsDecision))
        {
            if (((ValueBody)told.Message!.Body).Value == "x") continue;
            throw Campaign.Violated(told.Message.Body is DecideBody ? "P-PRO-10" : "P-PRO-15", told, [sent.Clock, told.Clock], "decide x", "propose_ok x");
        }
    }

    [Scenario("SC-PRO-13", "P-PRO-12", "P-NET-07")]
    public static async Task A_nodes_own_vote_is_that_of_its_own_acceptor(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.Awake();
        var campaign = scene.Propose(node, "x");
        var (_, accept) = await campaign.GivenAccept();
        await campaign.GivenDecision();

        // One vote was another's, so the other was its own: its acceptor has given it.
        await p2.Prepare(node, accept.Ballot.N + 5).ExpectDecisionIfAnything("x", reported: "P-NET-07", told: "P-PRO-10");
        await scene.Restage(3, "with a higher promise before the vote");
        if (await NoVoteToBind(scene) is { } reason) scene.NotJudged("P-PRO-12", reason);
    }

    [Scenario("SC-PRO-14", "P-PRO-16")]
    public static async Task A_client_is_never_told_that_a_value_failed_which_may_still_be_chosen(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, _) = scene.TwoPuppets;
        foreach (var puppet in scene.Puppets) puppet.Awake();
        var lost = scene.Router.Drop(message => message.Dest == node.Id && message.Body is AcceptedBody);
        var campaign = scene.Propose(node, "x");
        var (sent, _) = await campaign.GivenAccept();
        await scene.Time.Pass(scene.Patience.Reply);
        lost.Dispose();
        p1.Decide(node, "x");
        if (await campaign.Answer() is { Message.Body: ErrorBody error } answer && ErrorCode.IsDefinite(error.Code))
            throw Campaign.Violated("P-PRO-16", answer, [sent.Clock, answer.Clock], "propose_ok x", "no answer", "error 0 (timeout)", "error 13 (crash)");
    }

    [Scenario("SC-PRO-15", "P-PRO-19", "P-SAF-04")]
    public static async Task A_proposal_after_the_decision_ends_with_the_decided_value(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        foreach (var puppet in new[] { p1, p2 }) puppet.HavingAccepted(p1.Proposal(3, "x"));
        scene.WakePuppets();
        p1.Decide(node, "x", p1.Ballot(3));
        await scene.Propose(node, "y").ExpectDecided("P-PRO-19", "x");
    }

    // Between the two requests of a ballot the node promises a higher one: its own vote for that ballot is lost. What keeps it from being judged.
    private static async Task<string?> NoVoteToBind(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var held = scene.Router.Hold(message => message.Src == p1.Id);
        p1.Awake();
        var campaign = scene.Propose(node, "x");
        var ballot = await campaign.GivenPrepare();
        var higher = await p2.Prepare(node, ballot.N + 5).Anyhow();
        if (higher.Kind != OutcomeKind.Vote) return $"{node.Id} promises nothing higher while it proposes: {higher}";

        // Now the promise for its own, lower ballot comes in, and if it goes on, the vote for it too: with its own vote they would be a quorum.
        held.Dispose();
        var accept = await scene.Time.Until(higher.Request.Clock, e => e.IsSentBy(node.Id) && e.Message!.Body is AcceptBody body && body.Ballot == ballot, scene.Patience.Reply);
        if (accept is null) return $"{node.Id} gives up its ballot {ballot} once it has promised a higher one";
        p1.Hearing(prepares: false, accepts: false);
        await campaign.ExpectNoDecision("P-PRO-12", accept.Clock);
        return null;
    }
}
