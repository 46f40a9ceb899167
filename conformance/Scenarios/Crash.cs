using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-CRA: what a node still stands by after <c>kill -9</c>.</summary>
public static class Crash
{
    [Scenario("SC-CRA-01", "P-DUR-01")]
    public static async Task A_promise_survives_a_crash(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        await scene.KillAndRestart(node);
        await p2.Accept(node, 3, "x").ExpectNoVote("P-DUR-01");
        await p2.Prepare(node, 4).ExpectNoVote("P-DUR-01");
        await p2.Prepare(node, 6).ExpectReport("P-DUR-01", [null]);

        // What is kept is kept whole, also where it takes more than 32 bits.
        if ((await p1.Prepare(node, 1L << 33).Anyhow()).Kind != OutcomeKind.Vote) return;
        await scene.KillAndRestart(node);
        await p2.Prepare(node, 7).ExpectNoVote("P-DUR-01");
    }

    [Scenario("SC-CRA-02", "P-DUR-02", Nodes = 5)]
    public static async Task An_accepted_proposal_survives_a_crash(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.GivenAccepted(node, 4, "y");
        await scene.KillAndRestart(node);
        await p1.Prepare(node, 9).ExpectReport("P-DUR-02", p2.Proposal(4, "y"));

        // Now its ballot is not the one promised last: both are kept.
        await scene.KillAndRestart(node);
        await p1.Prepare(node, 10).ExpectReport("P-DUR-02", p2.Proposal(4, "y"));
    }

    [Scenario("SC-CRA-03", "P-DUR-04")]
    public static async Task The_promise_that_lies_in_accepting_survives_a_crash(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Accept(node, 5, "x").GivenUnlessExactPromise();
        await scene.KillAndRestart(node);
        await p2.Accept(node, 4, "y").ExpectNoVote("P-DUR-04");
        await p2.Prepare(node, 4).ExpectNoVote("P-DUR-04");
    }

    [Scenario("SC-CRA-04", "P-BAL-04", "P-PRO-20", "P-NET-02")]
    public static async Task After_a_crash_a_proposer_starts_anew_with_a_ballot_that_it_never_used(Scene scene)
    {
        var node = await scene.StartNode();
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: true, accepts: false);
        var (_, before) = await scene.Propose(node, "x").GivenAccept();
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: false, accepts: false);
        var old = scene.Trace.Events.Where(e => e.Kind == EventKind.Delivered && e.Node == node.Id && e.Message!.Body is PromiseBody).Select(e => e.Message!).ToList();
        await scene.KillAndRestart(node);
        var restarted = scene.Trace.Now;
        var campaign = scene.Propose(node, "y");

        // The network delivers the promises of the earlier life once more.
        foreach (var promise in old) scene.Router.Send(promise);
        await scene.Time.Pass(scene.Patience.Retry * 5);
        foreach (var e in scene.Trace.Events.Where(e => e.Clock > restarted && e.IsSentBy(node.Id)))
        {
            if (e.Message!.Body is PrepareBody prepare && prepare.Ballot <= before.Ballot)
                throw Campaign.Violated("P-BAL-04", e, [restarted, e.Clock], $"prepare above {before.Ballot}");
            if (e.Message.Body is AcceptBody accept && accept.Ballot <= before.Ballot && (accept.Ballot, accept.Value) != (before.Ballot, before.Value))
                throw Campaign.Violated("P-PRO-20", e, [restarted, e.Clock], $"accept {before.Ballot} {before.Value} again", "no accept in a ballot of the earlier life");
        }

        if (await campaign.PrepareAbove(before.Ballot) is null) throw new InconclusiveException($"{node.Id} made no attempt after its restart");
    }

    [Scenario("SC-CRA-05", "P-DUR-06", "P-QRM-06")]
    public static async Task The_vote_by_which_a_node_decided_survives_a_crash(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.Awake();
        var campaign = scene.Propose(node, "x");
        var (_, accept) = await campaign.GivenAccept();
        await campaign.GivenDecision();
        await scene.KillAndRestart(node);
        await p2.Prepare(node, accept.Ballot.N + 100).ExpectDecisionIfAnything("x", reported: "P-DUR-06", told: "P-DUR-06");

        // Who is the only acceptor has nobody else who would remember.
        await scene.Restage(1, "with one node");
        var alone = await scene.StartNode();
        await scene.Propose(alone, "x").GivenDecision();
        await scene.KillAndRestart(alone);
        await scene.Propose(alone, "y").ExpectNoOther("P-QRM-06", "x");
    }
}
