using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-PRE: what an acceptor answers to phase 1a. Ballot counters stand for ballots; each puppet uses its own id.</summary>
public static class Prepare
{
    [Scenario("SC-PRE-01", "P-BAL-08", "P-ACC-18")]
    public static async Task A_fresh_acceptor_promises_the_lowest_ballot(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0];
        var lowest = node.Subject.Hello.Ballots?.Min ?? 1;
        await p1.Prepare(node, lowest).ExpectVote("P-BAL-08");
    }

    [Scenario("SC-PRE-02", "P-ACC-01", "P-ACC-15")]
    public static async Task A_prepare_below_the_promise_gets_no_promise(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        var refusal = await p2.Prepare(node, 3).ExpectNoVote("P-ACC-01");
        if (refusal.Body is not NackBody { Promised: not null }) scene.NotJudged("P-ACC-15", $"the refusal names no ballot: {refusal}");
    }

    [Scenario("SC-PRE-03", "P-ACC-13")]
    public static async Task A_prepare_sent_twice_has_the_effect_of_one(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0];
        await p1.Prepare(node, 5).Given();
        await p1.Prepare(node, 5).ExpectSameOrNothing("P-ACC-13", [null]);
    }

    [Scenario("SC-PRE-04", "P-ACC-18", "P-ACC-03")]
    public static async Task Ever_higher_prepares_are_promised_without_waiting(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).ExpectVote("P-ACC-18");
        await p2.Prepare(node, 7).ExpectVote("P-ACC-18");
        await p1.Prepare(node, 9).ExpectReport("P-ACC-03", [null]);
    }

    [Scenario("SC-PRE-05", "P-ACC-02", "P-ACC-10")]
    public static async Task Higher_prepares_leave_the_accepted_proposal_in_place(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.Prepare(node, 5).ExpectReport("P-ACC-02", p1.Proposal(2, "x"));
        await p1.Prepare(node, 7).ExpectReport("P-ACC-10", p1.Proposal(2, "x"));
    }

    [Scenario("SC-PRE-06", "P-ACC-02", "P-ACC-04")]
    public static async Task A_promise_reports_the_proposal_accepted_last(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.GivenAccepted(node, 4, "y");
        await p1.Prepare(node, 6).ExpectReport("P-ACC-02", p2.Proposal(4, "y"));
    }

    [Scenario("SC-PRE-07", "P-ACC-04")]
    public static async Task A_promise_reports_the_accepted_ballot_and_not_the_promised_one(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.Prepare(node, 7).ExpectReport("P-ACC-04", p1.Proposal(2, "x"));
        await p1.Prepare(node, 9).ExpectReport("P-ACC-04", p1.Proposal(2, "x"));
    }

    [Scenario("SC-PRE-08", "P-ACC-02")]
    public static async Task A_promise_reports_what_was_accepted_though_nothing_was_decided(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.Prepare(node, 5).ExpectReport("P-ACC-02", p1.Proposal(2, "x"));
    }

    [Scenario("SC-PRE-09", "P-ACC-14")]
    public static async Task A_refused_prepare_leaves_no_trace(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 8).Given();
        await p2.Prepare(node, 3).ExpectNoVote("P-ACC-14");
        await p2.Accept(node, 5, "y").ExpectNoVote("P-ACC-14");
        await p1.Prepare(node, 9).ExpectReport("P-ACC-14", [null]);
    }

    [Scenario("SC-PRE-10", "P-ACC-13")]
    public static async Task A_prepare_sent_again_never_reports_less_than_before(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.Prepare(node, 5).ExpectReport("P-ACC-13", p1.Proposal(2, "x"));
        await p2.Accept(node, 5, "y").Given();
        await p2.Prepare(node, 5).ExpectSameOrNothing("P-ACC-13", p1.Proposal(2, "x"), p2.Proposal(5, "y"));
    }

    [Scenario("SC-PRE-11", "P-ACC-17")]
    public static async Task Knowing_the_decision_changes_nothing_about_promises(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        p1.Decide(node, "x", p1.Ballot(2));
        var outcome = await p2.Prepare(node, 9).Anyhow();
        if (outcome.Body is PromiseBody promise && promise.Accepted?.Value != "x")
            throw Exchange.Violated("P-ACC-17", outcome, "promise 9.n3 reporting x, in any ballot", "decide x", "nack 9.n3", "silence");
        if (outcome.Body is DecideBody decide && decide.Value != "x") throw Exchange.Violated("P-ACC-17", outcome, "decide x");
        if (outcome.Kind == OutcomeKind.Vote) await p1.Prepare(node, 4).ExpectNoVote("P-ACC-17");
    }
}
