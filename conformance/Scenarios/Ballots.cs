using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-BAL: the order of ballots, and how proposers use them.</summary>
public static class Ballots
{
    [Scenario("SC-BAL-01", "P-BAL-06", "P-BAL-02", Nodes = 4)]
    public static async Task Ballots_with_equal_counters_differ_and_are_ordered_by_id(Scene scene)
    {
        var node = await scene.StartNode();
        var (low, middle, high) = (scene.Puppet("n2"), scene.Puppet("n3"), scene.Puppet("n4"));
        await middle.Prepare(node, 5).Given();
        await high.Prepare(node, 4).ExpectNoVote("P-BAL-02");
        await low.Accept(node, 5, "x").ExpectNoVote("P-BAL-06");
        await high.Prepare(node, 5).Given();
        await middle.Accept(node, 5, "y").ExpectNoVote("P-BAL-02");
    }

    [Scenario("SC-BAL-02", "P-BAL-07")]
    public static async Task Counters_are_compared_as_numbers_and_not_as_text(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 10).Given();
        await p2.Prepare(node, 9).ExpectNoVote("P-BAL-07");
        await p1.Prepare(node, 100).ExpectVote("P-ACC-18");
    }

    [Scenario("SC-BAL-03", "P-BAL-07")]
    public static async Task Counters_are_compared_beyond_32_bits(Scene scene)
    {
        var highest = Highest(await scene.StartNode());
        if (highest <= int.MaxValue) throw new NotApplicableException($"the node declares no counters beyond 32 bits: {highest} is the highest");
        foreach (var n in new[] { (1L << 32) + 1, int.MaxValue }.Where(n => n < highest))
        {
            await scene.Restage(3, $"with the counter {n}");
            var node = await scene.StartNode();
            var (p1, p2) = scene.TwoPuppets;
            await p1.Prepare(node, n).ExpectVote("P-ACC-18");
            await p2.Prepare(node, 2).ExpectNoVote("P-BAL-07");
            await p1.Prepare(node, n + 1).ExpectVote("P-ACC-18");
        }
    }

    [Scenario("SC-BAL-04", "P-BAL-03", "P-BAL-09")]
    public static async Task Every_new_attempt_has_a_higher_ballot(Scene scene)
    {
        const int attempts = 50;
        var node = await scene.StartNode();
        var campaign = scene.Propose(node, "x");
        var (last, seen) = (await campaign.GivenPrepare(), 1);
        for (; seen < attempts; seen++)
        {
            foreach (var puppet in scene.Puppets.Where(puppet => campaign.HasAsked(puppet, last))) puppet.Say(node, new NackBody { Ballot = last, Promised = puppet.Ballot(last.N + 1) });
            if (await campaign.PrepareAbove(last) is not { } next) break;
            last = next;
        }

        if (seen < 2) throw new InconclusiveException($"{node.Id} made one attempt only");
        campaign.ExpectIncreasingBallots("P-BAL-03");
    }

    [Scenario("SC-BAL-05", "P-LIV-12", "P-BAL-02")]
    public static async Task The_node_with_the_smallest_id_passes_any_ballot(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        foreach (var puppet in new[] { p1, p2 }) puppet.HavingPromised(p2.Ballot(9));
        scene.WakePuppets();
        await scene.Propose(node, "x").ExpectDecided("P-LIV-12");
    }

    /// <remarks>Where their time can be moved the two make 10,000 attempts together, or as many as a second is enough for; in real time, what they come to.</remarks>
    [Scenario("SC-BAL-06", "P-BAL-01", Nodes = 2)]
    public static async Task Two_proposers_never_use_one_ballot(Scene scene)
    {
        const int wanted = 10_000;
        for (var attempts = 0; attempts < wanted;)
        {
            if (attempts > 0) await scene.Restage(2, $"after {attempts} attempts");
            attempts += await RivalAttempts(scene);
            if (scene.Time.Elapsed > scene.Patience.Reply / 2) break;
        }
    }

    [Scenario("SC-BAL-07", "P-BAL-07")]
    public static async Task At_the_end_of_their_range_counters_do_not_wrap(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var highest = Highest(node);
        await p1.Prepare(node, highest - 1).Given();
        await p1.Prepare(node, highest).Anyhow();
        await p2.Prepare(node, 3).ExpectNoVote("P-BAL-07");
        var campaign = scene.Propose(node, "x");
        await scene.Time.Pass(scene.Patience.Retry * 5);
        campaign.ExpectNoBallotBelow("P-BAL-07", p1.Ballot(highest - 1));
    }

    /// <summary>Two nodes that do not hear each other start at the same time and try.</summary>
    /// <returns>How many attempts they made.</returns>
    private static async Task<int> RivalAttempts(Scene scene)
    {
        var (one, two) = (await scene.StartNode("n1"), await scene.StartNode("n2"));
        scene.Router.Cut(one.Id, two.Id);
        scene.Router.Cut(two.Id, one.Id);
        var (first, second) = (scene.Propose(one, "x", "c1"), scene.Propose(two, "y", "c2"));
        if (scene.Time.InTicks) await LetTry(scene);
        else await scene.Time.Pass(scene.Patience.Reply);
        var (ours, theirs) = (first.Ballots().ToList(), second.Ballots().ToList());
        var common = ours.Intersect(theirs).ToList();
        if (common.Count > 0) throw first.SharedBallot("P-BAL-01", common[0]);
        if (ours.Count == 0 || theirs.Count == 0) throw new InconclusiveException("one of the nodes made no attempt");
        return ours.Count + theirs.Count;
    }

    // In ever longer ticks, until they have said enough for one stage: far from what is taken for a flood, even if one of them said it all.
    private static async Task LetTry(Scene scene)
    {
        const int enough = Router.Flood, enoughAtOnce = enough / 20;
        var (began, leap) = (scene.Trace.Now, scene.Patience.Retry);
        do
        {
            var before = scene.Trace.Now;
            await scene.Time.Leap(leap);
            if (scene.Trace.Now < before + enoughAtOnce && leap < TimeSpan.FromMinutes(1)) leap *= 2;
        }
        while (scene.Trace.Now < began + enough && scene.Time.Elapsed < scene.Patience.Reply / 2);
    }

    private static long Highest(LiveNode node) => node.Subject.Hello.Ballots?.Max ?? Ballot.MaxN;
}
