using System.Diagnostics;
using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-CRA: crashes at any instant, also while a node recovers, and of a leader in the middle of its round.</summary>
public static class CrashStorms
{
    private const int Crashes = 200;
    private const int ManyBallots = 10_000;

    // Who starts slowly is not made to start for minutes: fewer crashes are told, and are still crashes.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Scenario("SC-CRA-06", "P-DUR-16", "P-DUR-05", Nodes = 7)]
    public static async Task A_request_whose_answer_nobody_saw_has_taken_effect_or_not_and_that_stays_so(Scene scene)
    {
        // Three acceptors of seven at once: no quorum, so that every ballot may carry a value of its own.
        string[] ids = ["n1", "n2", "n3"];
        await Task.WhenAll(ids.Select(id => KillBetweenRequestAndAnswer(scene, id, scene.Effort(Crashes) / ids.Length)));
    }

    [Scenario("SC-CRA-07", "P-DUR-07")]
    public static async Task A_node_that_recovers_a_long_log_gives_no_vote_before_it_knows_its_promise(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var promised = await ManyVotes(scene, node, p1);
        await scene.KillAndRestart(node);
        var restarted = scene.Trace.Now;
        for (var n = promised - 100; n < promised; n++)
        {
            p2.Say(node, new PrepareBody { Ballot = p2.Ballot(n - 1) });
            p2.Say(node, new AcceptBody { Ballot = p2.Ballot(n - 1), Value = $"late {n}" });
        }

        bool IsVote(TraceEvent e) => e.IsSentBy(node.Id, p2.Id) && e.Message!.Body is PromiseBody { Ballot: var b } && b < p1.Ballot(promised);
        if (await node.Reaction(restarted, IsVote) is { } early) throw Campaign.Violated("P-DUR-07", early, [restarted, early.Clock], "silence", "a refusal");
        await p2.Prepare(node, promised + 5).ExpectReport("P-DUR-07", p1.Proposal(promised, Value(promised)));
    }

    [Scenario("SC-CRA-08", "P-DUR-08")]
    public static async Task A_crash_while_recovering_loses_nothing(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 5, "x");
        await p2.Prepare(node, 9).Given();
        var random = scene.Lots.Numbers(8);
        scene.Kill(node);
        var began = Stopwatch.GetTimestamp();
        await scene.Restart(node);
        var start = Stopwatch.GetElapsedTime(began);
        scene.Kill(node);
        for (var i = 0; i < scene.Effort(20); i++) await scene.RestartAndKill(node, scene.Lots.Delay(node.Id, () => start * random.NextDouble()));
        await scene.Restart(node);
        await p1.Prepare(node, 8).ExpectNoVote("P-DUR-08");
        await p1.Prepare(node, 12).ExpectReport("P-DUR-08", p1.Proposal(5, "x"));
    }

    [Scenario("SC-CRA-09", "P-DUR-09")]
    public static async Task However_long_the_log_has_become_a_crash_loses_nothing(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var promised = await ManyVotes(scene, node, p1);
        await p1.Prepare(node, promised + 2).Given();
        await scene.KillAndRestart(node);
        await p2.Prepare(node, promised + 1).ExpectNoVote("P-DUR-09");
        await p2.Prepare(node, promised + 5).ExpectReport("P-DUR-09", p1.Proposal(promised, Value(promised)));
    }

    [Scenario("SC-CRA-10", "P-LIV-07", "P-SAF-04", Nodes = 5)]
    public static async Task When_a_leader_dies_another_node_finishes_what_it_may_have_begun(Scene scene)
    {
        await LeaderDies(scene, leader => leader.Sends<AcceptBody>(), "x", "y");
        await scene.Restage(5, "with a leader that dies after one vote");
        await LeaderDies(scene, leader => leader.Awaits<AcceptedBody>(), "x", "y");
        await scene.Restage(5, "with a leader that dies when its value is chosen");
        await LeaderDies(scene, leader => leader.Claims(), "x");
    }

    private static async Task LeaderDies(Scene scene, Func<LiveNode, Moment> when, params Value[] legal)
    {
        var nodes = await scene.StartCluster();
        var (leader, other) = (nodes[0], nodes[1]);
        var crash = scene.When(when(leader)).Kill(leader);
        scene.Propose(leader, "x");
        await scene.Struck(crash);
        var next = scene.Propose(other, "y");
        await next.ExpectDecided("P-LIV-07", "x", "y");
        await next.ExpectNoOther("P-SAF-04", legal);
        await scene.Restart(leader);
        await scene.Propose(leader, "z").ExpectNoOther("P-SAF-04", legal);
    }

    private static async Task KillBetweenRequestAndAnswer(Scene scene, string id, int times)
    {
        var node = await scene.StartNode(id);
        var (p1, p2) = (scene.Puppet("n6"), scene.Puppet("n7"));
        var random = scene.Lots.Numbers(id[^1]);
        Proposal? last = null;
        for (var i = 1; i <= times && (i <= 5 || scene.Time.Elapsed < scene.Effort(Enough)); i++)
        {
            var n = 10L * i;
            var asked = Stopwatch.GetTimestamp();
            await p1.Prepare(node, n).Given();
            var usual = Stopwatch.GetElapsedTime(asked);
            p1.Say(node, new AcceptBody { Ballot = p1.Ballot(n), Value = $"x{i}" });
            SpinWait.SpinUntil(() => false, scene.Lots.Delay(id, () => usual * random.NextDouble()));
            await scene.KillAndRestart(node);
            var first = await Report(p2.Prepare(node, n + 3), "P-DUR-05", last, p1.Proposal(n, $"x{i}"));
            last = await Report(p1.Prepare(node, n + 5), "P-DUR-16", first);
        }
    }

    private static async Task<Proposal?> Report(Exchange exchange, string rule, params Proposal?[] legal)
    {
        await exchange.ExpectReport(rule, legal);
        return exchange.Reported;
    }

    // Votes by the thousand, not waited for one by one, so that logs that are rotated or compacted are.
    private static async Task<long> ManyVotes(Scene scene, LiveNode node, Puppet puppet)
    {
        const int batch = 500;
        var n = 0L;
        while (n < scene.Effort(ManyBallots) && (n == 0 || scene.Time.Elapsed < scene.Effort(Enough / 4)))
        {
            var begun = scene.Trace.Now;
            for (var i = 0; i < batch; i++) puppet.Say(node, new PrepareBody { Ballot = puppet.Ballot(++n) });
            puppet.Say(node, new AcceptBody { Ballot = puppet.Ballot(n), Value = Value(n) });
            if (await node.Reaction(begun, e => e.IsSentBy(node.Id) && e.Message!.Body is AcceptedBody { Ballot: var b } && b.N == n, needed: true) is null)
                throw new InconclusiveException($"{node.Id} did not accept ballot {n} of {batch} that came at once");
        }

        return n;
    }

    private static Value Value(long n) => $"value of {n}";
}
