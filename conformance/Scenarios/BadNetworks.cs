using System.Collections.Concurrent;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-NET: messages that are lost, doubled, late, or of another time.</summary>
public static class BadNetworks
{
    private const int Rounds = 1000;

    // Who cannot be wiped is started anew for each schedule: fewer of them are told then.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    [Scenario("SC-NET-01", "P-LIV-05")]
    public static async Task Lost_messages_are_made_up_for(Scene scene)
    {
        for (var k = 1; k <= 5; k++)
        {
            if (k > 1) await scene.Restage(3, $"losing the first {k} messages of each kind");
            var nodes = await scene.StartCluster();
            var seen = new ConcurrentDictionary<string, int>();
            var lost = k;
            using var loss = scene.Router.Drop(message => message.Body is IPeerBody && seen.AddOrUpdate(message.Body.Type, 1, (_, count) => count + 1) <= lost);

            // Each round may fail by one of them, and each failure makes a patient node wait longer.
            await scene.Propose(nodes[0], "x").Within(scene.Patience.Reply * 4 * k).ExpectDecided("P-LIV-05");
        }
    }

    [Scenario("SC-NET-02", "P-NET-01", "P-PRO-06")]
    public static async Task Whatever_is_doubled_and_reordered_nobody_disagrees(Scene scene)
    {
        var decided = 0;
        foreach (var round in scene.Rounds(Rounds, Enough))
        {
            if (round > scene.Lots.FirstRound) await scene.Restage(3, $"with schedule {round}");
            var nodes = await scene.StartCluster();
            scene.Router.Follow(scene.Lots.Network(numbers => Schedule.Random(numbers, loss: 0, copies: 5, delay: 10)));
            Campaign[] campaigns = [scene.Propose(nodes[0], "x"), scene.Propose(nodes[1], "y", "c2")];
            foreach (var campaign in campaigns)
            {
                if (await campaign.Outcome() is not null) decided++;
            }

            scene.Router.Follow(null);
        }

        if (decided == 0) throw new InconclusiveException("nothing was decided, under no schedule");
    }

    [Scenario("SC-NET-03", "P-NET-02", "P-PRO-05", "P-PRO-09", Nodes = 5)]
    public static async Task Messages_of_earlier_ballots_count_for_nothing_when_they_come_again(Scene scene)
    {
        var node = await scene.StartNode();
        foreach (var puppet in scene.Puppets.Take(2)) puppet.Hearing(prepares: true, accepts: false);
        scene.Puppets[0].Awake();
        var campaign = scene.Propose(node, "x");
        await campaign.GivenAccept();
        await scene.Time.Pass(scene.Patience.Retry * 15);

        // From now on nobody answers, and all that was ever said to the node is said again, several times.
        foreach (var puppet in scene.Puppets) puppet.Hearing(prepares: false, accepts: false);
        var ballot = await campaign.PrepareAbove(campaign.Ballots().Max());
        var old = scene.Trace.Events.Where(e => e.Kind == EventKind.Delivered && e.Node == node.Id && e.Message!.Body is PromiseBody or AcceptedBody or NackBody)
            .Select(e => e.Message!).ToList();
        var replayed = scene.Trace.Now;
        for (var i = 0; i < 3; i++)
        {
            foreach (var message in old) scene.Router.Send(message);
        }

        // F12: who repeats his request for ever has no newer ballot.
        if (ballot is not null) await campaign.ExpectNoAccept("P-PRO-05", replayed, ballot);
        await campaign.ExpectNoDecision("P-PRO-09", replayed);
        scene.Router.Clear();
        await Acceptor(scene);
    }

    [Scenario("SC-NET-05", "P-NET-03", "P-PRO-02", Nodes = 5)]
    public static async Task An_accept_that_reached_one_node_only_is_respected_by_whoever_hears_of_it(Scene scene)
    {
        var nodes = await scene.StartCluster();
        string? reached = null;
        using var narrow = scene.Router.Drop(message => message is { Src: "n1", Body: AcceptBody } && message.Dest != (reached ??= message.Dest));
        var crash = scene.When(nodes[0].Sends<AcceptBody>()).Kill(nodes[0]);
        scene.Propose(nodes[0], "x");
        await scene.Struck(crash);
        var arrived = await scene.Time.Until(0, e => e is { Kind: EventKind.Delivered, Message: { Src: "n1", Body: AcceptBody } }, scene.Patience.Reply)
            ?? throw new InconclusiveException("the accept that n1 had sent reached nobody");
        var heard = nodes.First(node => node.Id == arrived.Node);
        var others = nodes.Skip(1).Where(node => node != heard).ToList();
        Paxos.Value? first = null;
        using (scene.Router.Drop(message => message.Body is DecideBody))
        using (scene.Links.Only(Topology.Partition([.. others.Select(node => node.Id)])))
        {
            // Who asks one quorum after another (V12) may never ask this one; another node will.
            foreach (var (place, other) in others.Index())
            {
                first = await scene.Propose(other, "y", $"c{place + 4}").Outcome();
                if (first is null) continue;
                others.Remove(other);
                break;
            }
        }

        // The other two have voted, and were told no decision: they say what they have accepted.
        if (first is null) throw new InconclusiveException("three nodes of five decided nothing");
        using (scene.Links.Only(Topology.Partition([heard.Id, .. others.Select(node => node.Id)])))
            await scene.Propose(heard, "z", "c3").Within(scene.Patience.Reply * 2).ExpectNoOther("P-NET-03", first);
    }

    // What was asked of an acceptor in earlier ballots and comes again changes nothing.
    private static async Task Acceptor(Scene scene)
    {
        await scene.Restage(3, "with requests that an acceptor has long answered");
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 2, "x");
        await p2.GivenAccepted(node, 4, "y");
        await p1.Prepare(node, 9).Given();
        var old = scene.Trace.Events.Where(e => e.Kind == EventKind.Delivered && e.Node == node.Id && e.Message!.Body is PrepareBody or AcceptBody)
            .TakeLast(5).Select(e => e.Message!).ToList();
        foreach (var message in old.Concat(old.AsEnumerable().Reverse())) scene.Router.Send(message);
        await p2.Prepare(node, 8).ExpectNoVote("P-NET-02");
        await p2.Prepare(node, 11).ExpectReport("P-NET-02", p2.Proposal(4, "y"));
    }
}
