namespace PaxosConformance.Scenarios;

/// <summary>SC-DEC: how a node learns what was decided.</summary>
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
}
