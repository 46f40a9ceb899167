using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-PWR: what a node still stands by after its power has failed, and all that was not durable is lost.</summary>
public static class PowerLoss
{
    [Scenario("SC-PWR-01", "P-DUR-03", "P-DUR-01", "P-DUR-02", "P-DUR-04")]
    public static async Task What_a_node_has_vouched_for_survives_a_loss_of_power_at_the_moment_it_says_so(Scene scene)
    {
        var node = await scene.StartNodeOnVolume();
        var (p1, p2) = scene.TwoPuppets;
        await Promise(scene, p1, node, 5);
        await p2.Accept(node, 3, "x").ExpectNoVote("P-DUR-03");
        await p2.Prepare(node, 4).ExpectNoVote("P-DUR-03");
        await p2.Prepare(node, 6).ExpectReport("P-DUR-03", [null]);

        await p2.Accept(node, 6, "x").Given();
        await p1.Prepare(node, 7).Given();
        await Accept(scene, p1, node, 7, "y");
        await p2.Prepare(node, 9).ExpectReport("P-DUR-03", p1.Proposal(7, "y"));

        await scene.Restage(3, "with an accept that was not prepared");
        node = await scene.StartNodeOnVolume();
        (p1, p2) = scene.TwoPuppets;
        var off = scene.When(node.Sends<AcceptedBody>()).PowerOff(node);
        await p1.Accept(node, 5, "x").GivenUnlessExactPromise();
        await scene.RestartAfter(off, node);
        await p2.Accept(node, 4, "y").ExpectNoVote("P-DUR-04");
        await p2.Prepare(node, 4).ExpectNoVote("P-DUR-04");
    }

    [Scenario("SC-PWR-02", "P-DUR-11", "P-DUR-03")]
    public static async Task The_first_vote_of_a_fresh_node_survives_a_loss_of_power(Scene scene)
    {
        var node = await scene.StartNodeOnVolume();
        var (p1, p2) = scene.TwoPuppets;
        await Promise(scene, p1, node, 5);
        await p2.Accept(node, 3, "x").ExpectNoVote("P-DUR-11");
        await p2.Prepare(node, 4).ExpectNoVote("P-DUR-11");
        await p1.Accept(node, 5, "x").Given();

        await scene.Restage(3, "with an accept");
        node = await scene.StartNodeOnVolume();
        (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        await Accept(scene, p1, node, 5, "x");
        await p2.Prepare(node, 6).ExpectReport("P-DUR-11", p1.Proposal(5, "x"));
    }

    [Scenario("SC-PWR-07", "P-DUR-06", "P-LRN-08")]
    public static async Task The_vote_by_which_a_node_decided_survives_a_loss_of_power_on_a_slow_disk(Scene scene)
    {
        var node = await scene.StartNodeOnVolume();
        var (p1, p2) = scene.TwoPuppets;
        p1.Awake();
        await using var slow = await Scene.Inject(node, Hosts.Disk.Injection.SlowSync(scene.Patience.Retry / 2));
        var off = scene.When(node.Claims()).PowerOff(node);
        var (_, accept) = await scene.Propose(node, "x").GivenAccept();
        await scene.RestartAfter(off, node);
        await p2.Prepare(node, accept.Ballot.N + 100).ExpectDecisionIfAnything("x", reported: "P-DUR-06", told: "P-LRN-08");
    }

    [Scenario("SC-PWR-08", "P-DUR-03", "P-SAF-04", Cluster = true, Observe = true)]
    public static async Task A_decision_that_a_client_has_heard_survives_a_loss_of_power_of_all_nodes(Scene scene)
    {
        var nodes = await scene.StartClusterOnVolumes();
        var off = scene.When(nodes[0].Claims()).Do("power loss of all nodes", () =>
        {
            foreach (var node in nodes) scene.PowerOff(node);
        });
        scene.Propose(nodes[0], "x");
        await scene.Struck(off);
        foreach (var node in nodes) await scene.Restart(node);
        await scene.Propose(nodes[^1], "y").ExpectNoOther("P-DUR-03", "x");
        foreach (var node in nodes) await scene.ExpectLearnedIfAnything(node, "x", "P-SAF-04");
    }

    private static async Task Promise(Scene scene, Puppet puppet, LiveNode node, long n)
    {
        var off = scene.When(node.Sends<PromiseBody>(puppet.Ballot(n))).PowerOff(node);
        await puppet.Prepare(node, n).Given();
        await scene.RestartAfter(off, node);
    }

    private static async Task Accept(Scene scene, Puppet puppet, LiveNode node, long n, Paxos.Value value)
    {
        var off = scene.When(node.Sends<AcceptedBody>(puppet.Ballot(n))).PowerOff(node);
        await puppet.Accept(node, n, value).Given();
        await scene.RestartAfter(off, node);
    }
}
