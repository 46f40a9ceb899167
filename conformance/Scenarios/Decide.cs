using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-DEC: how a node learns what was decided, and that it never learns anything else.</summary>
public static class Decide
{
    [Scenario("SC-DEC-01", "P-LRN-03")]
    public static async Task The_decision_is_learnt_by_a_node_that_saw_no_vote(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        long[] told = [p1.Decide(node, "x").Clock, p2.Decide(node, "x").Clock, p1.Decide(node, "x").Clock];
        await scene.ExpectLearned(node, "x", "P-LRN-03", told);
    }

    [Scenario("SC-DEC-02", "P-LRN-05")]
    public static async Task A_decision_below_the_promise_is_learnt(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 9).Given();
        await scene.ExpectLearned(node, "x", "P-LRN-05", Tell(p2, node, "x", p2.Ballot(3)));
    }

    [Scenario("SC-DEC-03", "P-LRN-04", "P-LRN-02")]
    public static async Task A_decision_told_ten_times_and_over_a_crash_is_learnt_once(Scene scene)
    {
        var node = await scene.StartNode();
        var p1 = scene.Puppets[0];
        for (var i = 0; i < 5; i++) p1.Decide(node, "x");
        await scene.ExpectLearned(node, "x", "P-LRN-04");
        await scene.KillAndRestart(node);
        await scene.ExpectLearnedIfAnything(node, "x", "P-LRN-04");
        for (var i = 0; i < 5; i++) p1.Decide(node, "x");
        await scene.ExpectLearned(node, "x", "P-LRN-04");
    }

    [Scenario("SC-DEC-04", "P-LRN-01")]
    public static async Task Votes_of_different_ballots_are_not_added(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        p1.Say(node, new AcceptedBody { Ballot = p1.Ballot(3), Value = "v" });
        p2.Say(node, new AcceptedBody { Ballot = p1.Ballot(5), Value = "v" });
        await scene.ExpectNothingLearned(node, "P-LRN-01");
        p2.Say(node, new AcceptedBody { Ballot = p1.Ballot(3), Value = "v" });
        await scene.GivenLearnsFromVotes(node, "v");
    }

    [Scenario("SC-DEC-05", "P-LRN-01", "P-PRO-06", Nodes = 5)]
    public static async Task A_vote_that_comes_three_times_is_one_vote(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var p3 = scene.Puppets[2];
        for (var i = 0; i < 3; i++) p1.Say(node, new AcceptedBody { Ballot = p1.Ballot(3), Value = "v" });
        await scene.ExpectNothingLearned(node, "P-LRN-01");
        foreach (var puppet in new[] { p2, p3 }) puppet.Say(node, new AcceptedBody { Ballot = p1.Ballot(3), Value = "v" });
        await scene.GivenLearnsFromVotes(node, "v");
    }

    [Scenario("SC-DEC-06", "P-LRN-02", "P-SAF-03")]
    public static async Task What_is_learnt_stays_through_later_rounds(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var told = Tell(p1, node, "x");
        await scene.ExpectLearned(node, "x", "P-LRN-03", told);
        foreach (var (puppet, n) in new[] { (p1, 4L), (p2, 6L), (p1, 8L) })
        {
            await puppet.Prepare(node, n).Anyhow();
            await puppet.Accept(node, n, "x").Anyhow();
            await scene.ExpectLearned(node, "x", "P-LRN-02", told);
        }
    }

    [Scenario("SC-DEC-07", "P-LRN-09")]
    public static async Task A_node_that_missed_the_decision_learns_it_from_a_quorum(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        foreach (var puppet in new[] { p1, p2 }) puppet.HavingAccepted(p1.Proposal(3, "x"));
        Scene.Needs(node, Capability.Learned, "the adapter cannot tell what the node has learnt");
        scene.WakePuppets();
        await scene.ExpectFindsOut(node, "x", "P-LRN-09");
    }

    [Scenario("SC-DEC-08", "P-LRN-08")]
    public static async Task After_a_crash_a_node_tells_the_decision_or_nothing(Scene scene)
    {
        var node = await scene.StartNodeOnVolumeIfPossible();
        var (p1, p2) = scene.TwoPuppets;
        foreach (var puppet in new[] { p1, p2 }) puppet.HavingAccepted(p1.Proposal(3, "x"));
        await scene.ExpectLearned(node, "x", "P-LRN-03", Tell(p1, node, "x", p1.Ballot(3)));
        if (node.Subject.Volume is null) await scene.KillAndRestart(node);
        else await scene.LosePower(node);
        await scene.ExpectLearnedIfAnything(node, "x", "P-LRN-08");
        foreach (var puppet in new[] { p1, p2 }) puppet.Awake();
        await scene.ExpectLearned(node, "x", "P-LRN-08", Tell(p2, node, "x", p1.Ballot(3)));
    }

    // Once may be lost, or not be enough to be believed (F6).
    internal static long[] Tell(Puppet puppet, LiveNode node, Value value, Ballot? ballot = null) =>
        [puppet.Decide(node, value, ballot).Clock, puppet.Decide(node, value, ballot).Clock];
}
