using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <summary>What can be told of nodes that carry their messages themselves, by what their clients see.</summary>
public static class Observed
{
    private const int Connections = 20;
    private const int Storms = 3;
    private const int Crashes = 5;

    [Observed("SC-CRA-02")]
    public static async Task A_decision_that_a_client_has_heard_survives_a_crash_of_all_nodes(Scene scene)
    {
        var nodes = await scene.StartCluster();
        foreach (var node in nodes) scene.NeedsRestarts(node);
        var killed = scene.When(nodes[0].Claims()).Do("kill -9 of all nodes", () =>
        {
            foreach (var node in nodes) scene.Kill(node);
        });
        scene.Propose(nodes[0], "x");
        await scene.Struck(killed);
        foreach (var node in nodes) await scene.Restart(node);
        await scene.Propose(nodes[^1], "y").ExpectNoOther("P-DUR-02", "x");
    }

    [Observed("SC-CRA-10")]
    public static async Task When_a_leader_dies_at_any_instant_another_node_finishes_what_it_may_have_begun(Scene scene)
    {
        foreach (var crash in scene.Rounds(Crashes))
        {
            if (crash > scene.Lots.FirstRound) await scene.Restage(scene.NodeIds.Count, "with a crash at another instant");
            var nodes = await scene.StartCluster();
            scene.Propose(nodes[0], "x");
            await scene.Time.Pass(scene.Lots.Delay("n1", () => scene.Patience.Retry * scene.Lots.Numbers(crash).NextDouble()));
            scene.Kill(nodes[0]);
            var next = scene.Propose(nodes[1], "y", "c2").Within(scene.Patience.Reply * 2);
            var decided = await next.ExpectDecided("P-LIV-07", "x", "y");
            await scene.Restart(nodes[0]);
            await scene.Propose(nodes[0], "z", "c3").Within(scene.Patience.Reply * 2).ExpectNoOther("P-SAF-04", decided);
        }
    }

    [Observed("SC-PAR-07")]
    public static async Task A_leader_that_stood_still_for_a_while_takes_the_decision_of_the_others(Scene scene)
    {
        var nodes = await scene.StartCluster();
        var stale = scene.Propose(nodes[0], "x");
        scene.Pause(nodes[0]);
        var next = scene.Propose(nodes[1], "y", "c2").Within(scene.Patience.Reply * 2);
        var decided = await next.ExpectDecided("P-LIV-07", "x", "y");
        scene.Resume(nodes[0]);
        await stale.Within(scene.Patience.Reply * 2).ExpectNoOther("P-NET-05", decided);
    }

    [Scenario("SC-NET-04", "P-NET-04", "P-QRM-01", "P-LIV-08", Nodes = 5, Network = NetworkMode.Direct, Observe = true)]
    public static async Task A_vote_that_comes_over_many_connections_is_one_vote(Scene scene)
    {
        var recording = scene.Record("n2", "n1");
        var cut = scene.Links.Only(Topology.Partition(["n1", "n2"]));
        var nodes = await scene.StartCluster();
        var campaign = scene.Propose(nodes[0], "x");
        await campaign.ExpectNoDecision("P-QRM-01");
        if (recording.IsEmpty) throw new NotApplicableException("n2 says nothing to n1 on connections that it opens itself");

        // Two of five are no quorum, however often the one says again what it said, and however soon: first its promises, and if they were
        // counted its votes.
        var taken = 0;
        for (var storm = 0; storm < Storms; storm++)
        {
            var begun = scene.Trace.Now;
            for (var phase = 1; phase <= 2; phase++)
            {
                await scene.Grown(recording);
                taken += await scene.Replay(recording, Connections);
            }

            await campaign.ExpectNoDecision("P-NET-04", begun);
        }

        recording.HangUp();
        if (taken == 0) scene.NotJudged("P-NET-04", "n1 takes no connection besides those that its peers open");
        var healed = scene.Trace.Now;
        cut.Dispose();

        // In real time: nodes that were cut off may have learnt to be patient.
        await scene.Time.Until(healed, campaign.IsDecision, scene.Patience.Reply * 4);
        await campaign.ExpectDecided("P-LIV-08");
    }
}
