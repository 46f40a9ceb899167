namespace PaxosConformance.Scenarios;

/// <summary>SC-LIV: progress where progress is promised.</summary>
public static class Liveness
{
    [Scenario("SC-LIV-01", "P-LIV-01", "P-SAF-01", "P-SAF-06", Cluster = true, Observe = true)]
    public static async Task In_a_clean_run_one_proposal_is_decided_and_learnt_by_all(Scene scene)
    {
        foreach (var value in new[] { "x", "y" })
        {
            if (value != "x") await scene.Restage(scene.NodeIds.Count, "with another value at another node");
            var nodes = await scene.StartCluster();
            var proposer = value == "x" ? nodes[0] : nodes[^1];
            await scene.Propose(proposer, value).ExpectDecided(value == "x" ? "P-LIV-01" : "P-SAF-06");
            foreach (var node in nodes) await scene.ExpectLearned(node, value, "P-LIV-01");
        }
    }
}
