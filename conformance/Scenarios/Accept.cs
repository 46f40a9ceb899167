using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <summary>SC-ACC: what an acceptor answers to phase 2a.</summary>
public static class Accept
{
    [Scenario("SC-ACC-01", "P-ACC-06")]
    public static async Task An_accept_at_the_promised_ballot_gets_the_vote(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0];
        await p1.Prepare(node, 5).Given();
        await p1.Accept(node, 5, "x").ExpectVote("P-ACC-06");
    }

    [Scenario("SC-ACC-02", "P-ACC-07")]
    public static async Task An_accept_above_the_promise_needs_no_prepare(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0];
        if (node.Subject.Hello.Variants?.ExactPromise == true) throw new NotApplicableException("the node declares the variant 'exact-promise'");
        await p1.Accept(node, 5, "x").ExpectVote("P-ACC-07");
    }

    [Scenario("SC-ACC-03", "P-ACC-05", "P-ACC-14")]
    public static async Task An_accept_below_the_promise_gets_no_vote_and_leaves_no_trace(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        await p2.Accept(node, 3, "x").ExpectNoVote("P-ACC-05");
        await p1.Prepare(node, 6).ExpectReport("P-ACC-14", [null]);
    }

    [Scenario("SC-ACC-04", "P-ACC-08", "P-ACC-09")]
    public static async Task Accepting_raises_the_promise(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Accept(node, 5, "x").GivenUnlessExactPromise();
        await p2.Accept(node, 4, "y").ExpectNoVote("P-ACC-08");
        await p2.Prepare(node, 3).ExpectNoVote("P-ACC-08");
        await p2.Prepare(node, 9).ExpectReport("P-ACC-09", p1.Proposal(5, "x"));
    }

    [Scenario("SC-ACC-05", "P-ACC-12", "P-ACC-09")]
    public static async Task A_repeated_accept_has_the_effect_of_one(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        using (scene.Router.Drop(message => message.Src == node.Id)) await p1.Accept(node, 5, "x").Given();
        var again = await p1.Accept(node, 5, "x").Anyhow();
        if (again.Kind != OutcomeKind.Vote) scene.NotJudged("P-ACC-12", $"the repetition came to: {again} (F4)");
        await p2.Prepare(node, 6).ExpectReport("P-ACC-09", p1.Proposal(5, "x"));
    }
}
