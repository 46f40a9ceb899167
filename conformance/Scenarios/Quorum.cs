using PaxosConformance.Hosts;
using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <summary>SC-QRM: how many votes are enough, and whose.</summary>
public static class Quorum
{
    [Scenario("SC-QRM-01", "P-QRM-01", "P-QRM-02", Nodes = 2)]
    public static async Task One_vote_less_than_a_majority_is_not_enough(Scene scene)
    {
        for (var n = 2; n <= 7; n++)
        {
            if (n > 2) await scene.Restage(n, $"with {n} nodes");
            var rule = n % 2 == 0 ? "P-QRM-02" : "P-QRM-01";
            var node = await scene.StartNode();

            // The node itself may count as one; of the others there is one less than a majority takes.
            var others = n / 2 - 1;
            foreach (var puppet in scene.Puppets.Take(others)) puppet.Awake();
            var campaign = scene.Propose(node, "x");
            await campaign.ExpectNoAccept(rule);

            // With one promise more it may go on; with votes of too few it may not decide.
            scene.Puppets[others].Hearing(prepares: true, accepts: false);
            await campaign.GivenAccept();
            await campaign.ExpectNoDecision(rule);
        }
    }

    [Scenario("SC-QRM-02", "P-QRM-03", "P-QRM-06", Nodes = 1)]
    public static async Task A_bare_majority_is_enough(Scene scene)
    {
        for (var n = 1; n <= 7; n++)
        {
            if (n > 1) await scene.Restage(n, $"with {n} nodes");
            var node = await scene.StartNode();
            foreach (var puppet in scene.Puppets.Take(n / 2)) puppet.Awake();
            await scene.Propose(node, "x").ExpectDecided(n == 1 ? "P-QRM-06" : "P-QRM-03");
        }
    }

    [Scenario("SC-QRM-03", "P-QRM-05", "P-LIV-06", "P-PRO-11", Nodes = 5)]
    public static async Task Below_a_quorum_waiting_decides_nothing(Scene scene)
    {
        var node = await scene.StartNode();
        scene.Puppets[0].Awake();
        var campaign = scene.Propose(node, "x");
        await campaign.GivenPrepare();
        await scene.Time.Pass(scene.Patience.Retry * 10);
        await campaign.ExpectNoDecision("P-QRM-05");
        await campaign.ExpectNoAccept("P-QRM-05");

        // It was waiting, and had not given up: with one node more it decides.
        scene.Puppets[1].Awake();
        await campaign.ExpectDecided("P-PRO-11");
    }

    [Scenario("SC-QRM-04", "P-QRM-04", Nodes = 5)]
    public static async Task Nodes_that_are_no_acceptors_have_no_vote(Scene scene)
    {
        var node = await WithThreeAcceptors(scene);
        Scene.Needs(node, Wire.Capability.Quorums, "acceptors cannot be configured");
        var campaign = scene.Propose(node, "x");
        var ballot = await campaign.GivenPrepare();
        foreach (var learner in new[] { "n4", "n5" }) scene.Puppet(learner).Say(node, new Wire.PromiseBody { Ballot = ballot });
        await campaign.ExpectNoAccept("P-QRM-04");
    }

    // Who cannot be told is right to say so: that is nothing to judge.
    private static async Task<LiveNode> WithThreeAcceptors(Scene scene)
    {
        try
        {
            return await scene.StartNode(acceptors: ["n1", "n2", "n3"]);
        }
        catch (ConfigurationRefusedException e)
        {
            throw new NotApplicableException($"acceptors cannot be configured: n1 {e.Message}");
        }
    }
}
