namespace PaxosConformance.Scenarios;

/// <summary>SC-LIV: progress where progress is promised.</summary>
public static class Liveness
{
    [Scenario("SC-LIV-01", "P-LIV-01", Cluster = true)]
    public static async Task In_a_clean_run_one_proposal_is_decided_and_learnt_by_all(Scene scene)
    {
        var nodes = await scene.StartCluster();
        await scene.Propose(nodes[0], "x").ExpectDecided("P-LIV-01");
        foreach (var node in nodes) await scene.ExpectLearned(node, "x", "P-LIV-01");
    }
}
