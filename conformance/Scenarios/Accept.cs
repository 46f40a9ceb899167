using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Wire;

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
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        await p2.Accept(node, 8, "x").GivenUnlessExactPromise();

        // So it is no node of that kind, and has no reason to refuse the same before its first promise.
        await scene.Restage(3, "with no promise at all");
        await scene.Puppet(p1.Id).Accept(await scene.StartNode(), 5, "x").ExpectVote("P-ACC-07");
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
        using (scene.Router.Drop(message => message.Src == node.Id && message.Body is IPeerBody)) await p1.Accept(node, 5, "x").Given();
        var again = await p1.Accept(node, 5, "x").Anyhow();
        if (again.Kind != OutcomeKind.Vote) scene.NotJudged("P-ACC-12", $"the repetition came to: {again} (F4)");
        await p2.Prepare(node, 6).ExpectReport("P-ACC-09", p1.Proposal(5, "x"));
    }

    [Scenario("SC-ACC-06", "P-ACC-08", "P-ACC-07")]
    public static async Task Accepting_above_a_promise_raises_it(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        await p2.Accept(node, 8, "z").GivenUnlessExactPromise();
        await p1.Accept(node, 7, "w").ExpectNoVote("P-ACC-08");
    }

    [Scenario("SC-ACC-07", "P-ACC-19", "P-ACC-16")]
    public static async Task Simultaneous_requests_are_handled_in_some_order(Scene scene)
    {
        const int races = 1000;
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var requests = new List<(Proposal Proposal, Ballot Rival)>();
        for (var n = 1L; n < 2 * races; n += 2)
        {
            p1.Say(node, new PrepareBody { Ballot = p1.Ballot(n) });
            requests.Add((p1.Proposal(n, "x"), p2.Ballot(n + 1)));
            if (n % 4 == 1) p2.Say(node, new PrepareBody { Ballot = p2.Ballot(n + 1) });
            p1.Say(node, new AcceptBody { Ballot = p1.Ballot(n), Value = "x" });
            if (n % 4 == 3) p2.Say(node, new PrepareBody { Ballot = p2.Ballot(n + 1) });

            // No node has to keep up with any number of requests at once.
            if (requests.Count % 50 != 0) continue;
            await node.MustAnswerEcho();
            scene.ExpectSomeSerialOrder(node, requests, "P-ACC-19");
        }
    }

    [Scenario("SC-ACC-08", "P-ACC-03", "P-SAF-02")]
    public static async Task Values_come_back_byte_for_byte(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var latin = string.Concat(Enumerable.Range(0, 256).Select(code => (char)code));
        Value[] values = ["", "x", latin, "\u00fc\u6f22\ud83d\ude00\u2028 \\\"", Value.FromString(new string('v', 900_000)), Value.Of([0, 0x80, 0xc3, 0xff])];
        var n = 2L;
        foreach (var value in values)
        {
            await p1.GivenAccepted(node, n, value);
            await p2.Prepare(node, n + 1).ExpectReport("P-ACC-03", p1.Proposal(n, value));
            n += 2;
        }
    }

    [Scenario("SC-ACC-09", "P-ACC-11", "P-ACC-03")]
    public static async Task A_second_value_in_one_ballot_is_taken_note_of(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 5, "x");
        var second = await p1.Accept(node, 5, "w").Anyhow();
        await p2.Prepare(node, 6).ExpectReport("P-ACC-03", p1.Proposal(5, "x"), p1.Proposal(5, "w"));
        if (second.Kind == OutcomeKind.Vote) throw Exchange.Violated("P-ACC-11", second, "silence", "nack 5.n2");
    }
}
