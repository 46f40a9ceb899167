using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-PAR: networks that are split, and nodes that stand still.</summary>
public static class Partitions
{
    [Scenario("SC-PAR-01", "P-QRM-01", "P-LIV-08", "P-LIV-02", Nodes = 5, Observe = true)]
    public static async Task Only_the_side_with_a_majority_decides_and_after_the_partition_all_agree(Scene scene)
    {
        var nodes = await scene.StartCluster();
        Campaign minority;
        using (scene.Links.Only(Topology.Partition(["n1", "n2"], ["n3", "n4", "n5"])))
        {
            minority = scene.Propose(nodes[0], "x");
            await scene.Propose(nodes[2], "y", "c2").ExpectDecided("P-LIV-02");
            await scene.Time.Pass(scene.Patience.Retry * 10);
            await minority.ExpectNoDecision("P-QRM-01");
        }

        await minority.Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-08", "y");
        foreach (var node in nodes) await scene.ExpectFindsOut(node, "y", "P-LIV-08");
    }

    [Scenario("SC-PAR-02", "P-SAF-04", "P-LRN-09", Observe = true)]
    public static async Task What_a_leader_got_chosen_before_it_was_cut_off_stays_chosen(Scene scene)
    {
        var nodes = await scene.StartCluster();
        IDisposable? alone = null;
        var cut = scene.When(nodes[0].Claims()).Do("isolation of n1", () => alone = scene.Links.Only(Topology.Partition(["n2", "n3"])));
        scene.Propose(nodes[0], "x");
        await scene.Struck(cut);
        await scene.Propose(nodes[1], "y", "c2").ExpectNoOther("P-SAF-04", "x");
        alone!.Dispose();
        foreach (var node in nodes) await scene.ExpectFindsOut(node, "x", "P-LRN-09");
    }

    [Scenario("SC-PAR-03", "P-NET-01", "P-LIV-10", Observe = true)]
    public static async Task A_node_that_is_heard_by_nobody_or_hears_nobody_claims_nothing(Scene scene)
    {
        (string How, (string, string)[] Cut)[] ways = [("that nobody hears", [("n1", "n2"), ("n1", "n3")]), ("that hears nobody", [("n2", "n1"), ("n3", "n1")])];
        foreach (var (how, links) in ways)
        {
            if (how != ways[0].How) await scene.Restage(3, $"with a node {how}");
            var nodes = await scene.StartCluster();
            Campaign campaign;
            using (scene.Links.Only(Topology.Without(scene.NodeIds, links)))
            {
                campaign = scene.Propose(nodes[0], "x");
                await scene.Time.Pass(scene.Patience.Retry * 10);
                await campaign.ExpectNoDecision("P-NET-01");
            }

            await campaign.Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-10");
        }
    }

    [Scenario("SC-PAR-04", "P-LIV-10", "P-SAF-01", Nodes = 5, Observe = true)]
    public static async Task In_a_ring_where_each_node_sees_a_majority_a_decision_is_reached(Scene scene)
    {
        var nodes = await scene.StartCluster();
        using var ring = scene.Links.Only(Topology.Ring(scene.NodeIds));
        var (first, second) = (scene.Propose(nodes[0], "x"), scene.Propose(nodes[2], "y", "c2"));
        await first.Within(scene.Patience.Reply * 3).ExpectDecided("P-LIV-10", "x", "y");
        await second.Within(scene.Patience.Reply * 3).ExpectDecided("P-LIV-10", "x", "y");
    }

    [Scenario("SC-PAR-05", "P-LIV-10", Nodes = 5, Observe = true)]
    public static async Task In_a_star_the_node_in_the_middle_gets_its_value_decided(Scene scene)
    {
        var nodes = await scene.StartCluster();
        using var star = scene.Links.Only(Topology.Star("n1", scene.NodeIds));
        await scene.Propose(nodes[0], "x").ExpectDecided("P-LIV-10");
    }

    [Scenario("SC-PAR-06", "P-LIV-08", "P-NET-01", Nodes = 5, Observe = true)]
    public static async Task While_links_come_and_go_nobody_disagrees_and_afterwards_all_decide(Scene scene)
    {
        var nodes = await scene.StartCluster();
        var campaigns = nodes.Take(3).Select((node, i) => scene.Propose(node, $"x{i}", $"c{i}")).ToList();
        var random = scene.Lots.Numbers(6);
        var end = scene.Effort(scene.Time.InTicks ? TimeSpan.FromSeconds(60) : scene.Patience.Reply * 3);
        for (var passed = TimeSpan.Zero; passed < end;)
        {
            var period = scene.Patience.Retry * random.Next(1, 21);
            using (scene.Links.Only(Topology.Partition(Sides(scene.NodeIds, random)))) await scene.Time.Pass(period);
            passed += period;
        }

        foreach (var campaign in campaigns) await campaign.Within(scene.Patience.Reply * 3).ExpectDecided("P-LIV-08", "x0", "x1", "x2");
    }

    [Scenario("SC-PAR-07", "P-NET-05", "P-LIV-07", "P-SAF-01")]
    public static async Task A_leader_that_stood_still_while_others_decided_takes_their_decision(Scene scene)
    {
        var nodes = await scene.StartCluster();
        var pause = scene.When(nodes[0].Awaits<PromiseBody>()).Pause(nodes[0]);
        var stale = scene.Propose(nodes[0], "x");
        await scene.Struck(pause);
        await scene.Propose(nodes[1], "y", "c2").Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-07", "x", "y");
        var decided = (await scene.Learned(nodes[1])).Value ?? throw new InconclusiveException("n2 told its client a decision, and has learnt none");
        scene.Resume(nodes[0]);
        await stale.ExpectNoOther("P-NET-05", decided);
    }

    [Scenario("SC-PAR-08", "P-LIV-11", Nodes = 5, Observe = true)]
    public static async Task A_node_that_comes_back_with_a_high_ballot_does_not_keep_the_others_from_deciding(Scene scene)
    {
        var nodes = await scene.StartCluster();
        Campaign restless;
        using (scene.Links.Only(Topology.Partition(["n1", "n2"], ["n3", "n4", "n5"])))
        {
            restless = scene.Propose(nodes[0], "x");
            await scene.Time.Pass(scene.Patience.Retry * 50);
        }

        await scene.Propose(nodes[2], "y", "c2").Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-11", "x", "y");
        await restless.Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-11", "x", "y");
    }

    // Three sides of five nodes: now and then one of them is a majority.
    private static IReadOnlyList<string>[] Sides(IReadOnlyList<string> ids, Random random) =>
        [.. ids.GroupBy(_ => random.Next(3)).Select(side => (IReadOnlyList<string>)side.ToList())];
}
