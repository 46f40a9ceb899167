using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-LIV: progress where progress is promised.</summary>
public static class Liveness
{
    private const int Duels = 100;

    // Where time cannot be moved each duel takes as long as it takes.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Scenario("SC-LIV-01", "P-LIV-01", "P-SAF-01", "P-SAF-06", Cluster = true, Observe = true)]
    public static async Task In_a_clean_run_one_proposal_is_decided_and_learnt_by_all(Scene scene)
    {
        foreach (var value in new[] { "x", "y" })
        {
            if (value != "x") await scene.Restage(scene.NodeIds.Count, "with another value at another node");
            var nodes = await scene.StartCluster(value == "x" ? 0 : scene.Down());
            var proposer = value == "x" ? nodes[0] : nodes[^1];
            await scene.Propose(proposer, value).ExpectDecided(value == "x" ? "P-LIV-01" : nodes.Count < scene.NodeIds.Count ? "P-LIV-02" : "P-SAF-06");
            foreach (var node in nodes) await scene.ExpectLearned(node, value, "P-LIV-01");
        }
    }

    [Scenario("SC-LIV-02", "P-LIV-03", "P-LIV-04")]
    public static async Task Duelling_proposers_come_to_an_end(Scene scene)
    {
        var (duels, endless) = (0, new List<long>());
        for (; duels < scene.Effort(Duels) && (duels < 5 || scene.Time.Elapsed < scene.Effort(Enough)); duels++)
        {
            var proposers = (duels % 3) switch { 0 => 2, 1 => 3, _ => 5 };
            if (duels > 0) await scene.Restage(proposers == 5 ? 5 : 3, $"duel {duels + 1}, of {proposers}");
            var begun = scene.Trace.Now + 1;
            if (!await Duel(scene, proposers, scene.Lots.Numbers(duels))) endless.Add(begun);
        }

        // FLP: a single duel without end proves nothing.
        if (endless.Count * 20 <= duels) return;
        throw new ViolationException(new Violation(
            "P-LIV-03",
            [$"at least 95 of 100 duels decided within {Bound(scene).TotalSeconds:0.#} s"],
            $"{endless.Count} of {duels} duels were not decided",
            [.. endless.Take(5)]));
    }

    [Scenario("SC-LIV-03", "P-LIV-13", "P-LIV-06")]
    public static async Task An_adversary_can_keep_nodes_from_deciding_but_not_make_them_decide_wrongly(Scene scene)
    {
        var nodes = await scene.StartCluster();
        var adversary = scene.Router.Hold(message => message.Body is AcceptBody);
        Campaign[] campaigns = [scene.Propose(nodes[0], "x"), scene.Propose(nodes[1], "y", "c2")];
        var end = scene.Effort(scene.Time.InTicks ? TimeSpan.FromSeconds(60) : scene.Patience.Reply * 2);
        for (var passed = TimeSpan.Zero; passed < end; passed += scene.Patience.Retry)
        {
            await scene.Time.Pass(scene.Patience.Retry);

            // Each request for votes arrives, but only when all who get it have been asked to promise more.
            if (adversary.Held.All(message => IsOvertaken(scene, message))) adversary.Release();
        }

        if (scene.Trace.Find(0, e => e.Kind == EventKind.Sent && e.Message!.Body is AcceptedBody) is null)
        {
            foreach (var campaign in campaigns) await campaign.ExpectNoDecision("P-LIV-06");
        }

        adversary.Dispose();
        foreach (var campaign in campaigns) await campaign.Within(Bound(scene)).ExpectDecided("P-LIV-13", "x", "y");
    }

    [Scenario("SC-LIV-04", "P-LIV-09", Nodes = 5)]
    public static async Task A_vote_and_a_refusal_that_are_no_quorum_do_not_block(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2, late) = (scene.Puppets[0], scene.Puppets[1], scene.Puppets[2]);
        p1.Awake();
        p2.HavingPromised(p2.Ballot(50)).Awake();
        var campaign = scene.Propose(node, "x");
        await campaign.GivenPrepare();
        await scene.Time.Pass(scene.Patience.Retry * 2);
        late.Awake();
        await campaign.Within(scene.Patience.Reply * 2).ExpectDecided("P-LIV-09");
    }

    [Scenario("SC-LIV-05", "P-LIV-14", Observe = true)]
    public static async Task A_node_that_never_answers_does_not_slow_the_others(Scene scene)
    {
        var nodes = await scene.StartCluster();
        using var mute = scene.Links.Only(Topology.Partition(["n1", "n2"]));
        await scene.Propose(nodes[0], "x").ExpectDecided("P-LIV-14");
    }

    private static TimeSpan Bound(Scene scene) => scene.Patience.Reply * 5;

    private static async Task<bool> Duel(Scene scene, int proposers, Random random)
    {
        var nodes = await scene.StartCluster();
        scene.Time.SetLatency(scene.Patience.Retry / 10);
        var campaigns = new List<Campaign>();
        foreach (var node in nodes.Take(proposers))
        {
            campaigns.Add(scene.Propose(node, $"x{campaigns.Count}", $"c{campaigns.Count}").Within(Bound(scene)));

            // They begin within one round of each other: so each can find the other in the middle of it.
            await scene.Time.Pass(scene.Patience.Retry / 10 * random.Next(4));
        }

        return await campaigns[0].Outcome() is not null;
    }

    private static bool IsOvertaken(Scene scene, Envelope accept) => scene.Trace.FindLast(
        scene.Trace.Now,
        e => e.Kind == EventKind.Delivered && e.Node == accept.Dest && e.Message!.Body is PrepareBody prepare && prepare.Ballot > ((AcceptBody)accept.Body).Ballot) is not null;
}
