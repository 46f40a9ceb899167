using Paxos;
using PaxosConformance.Hosts.Disk;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-PWR: what a disk can do to a node besides losing its power: torn writes, damage, errors, and no room.</summary>
public static class DiskFaults
{
    // More system calls than any node makes between an accept and its answer.
    private const int MostCalls = 200;

    [Scenario("SC-PWR-03", "P-DUR-05", "P-DUR-16")]
    public static async Task Wherever_the_power_fails_within_an_accept_the_old_state_or_the_new_is_left(Scene scene)
    {
        var node = await scene.StartNodeOnVolume();
        var (p1, p2) = scene.TwoPuppets;
        var interrupted = 0;
        for (var call = 1; call <= MostCalls; call++)
        {
            var (before, after, last) = (20 * call, 20 * call + 5, 20 * call + 9);
            await p1.GivenAccepted(node, before, $"x{call}");
            await p2.Prepare(node, after).Given();
            await using (await Scene.Inject(node, Injection.DiesAt(call)))
            {
                var asked = p2.Say(node, new AcceptBody { Ballot = p2.Ballot(after), Value = $"y{call}" });
                var answer = await scene.AnswerUnlessItDies(node, asked.Clock, e => e.IsSentBy(node.Id, p2.Id) && e.Message!.Body is AcceptedBody);
                if (answer is null) interrupted++;
                await scene.LosePower(node);
                Proposal?[] legal = answer is null ? [p1.Proposal(before, $"x{call}"), p2.Proposal(after, $"y{call}")] : [p2.Proposal(after, $"y{call}")];
                await p1.Prepare(node, last).ExpectReport("P-DUR-05", legal);
                if (answer is not null) break;
            }
        }

        if (interrupted == 0) throw new InconclusiveException($"{node.Id} answered an accept without any call that could be interrupted");
    }

    [Scenario("SC-PWR-04", "P-DUR-12", "P-DUR-08")]
    public static async Task A_torn_write_that_was_never_acknowledged_takes_nothing_else_with_it(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        scene.NeedsRestarts(node);
        await p1.GivenAccepted(node, 2, "x");
        await p2.Prepare(node, 4).Given();
        using var before = new DataSnapshot(scene.DataOf(node));
        var unsent = scene.Mute(node);
        p2.Say(node, new AcceptBody { Ballot = p2.Ballot(4), Value = "y" });
        await unsent.Given<AcceptedBody>(scene);
        scene.Kill(node);
        await scene.Died(node);
        if (!before.Tear()) throw new NotApplicableException($"{node.Id} does not write in place, or in several places at once: there is no write that could be torn");
        scene.Trace.Add(EventKind.Note, node.Id, text: $"the write of accept {p2.Ballot(4)} is torn");
        if (!await scene.RestartIfItWill(node)) throw new NotApplicableException($"{node.Id} does not start where a write is torn, which is its right: it went back on nothing");
        await p1.Prepare(node, 9).ExpectReport("P-DUR-12", p1.Proposal(2, "x"), p2.Proposal(4, "y"));
    }

    [Scenario("SC-PWR-05", "P-DUR-12")]
    public static async Task A_flipped_bit_takes_no_node_back_silently(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        scene.NeedsRestarts(node);
        await p1.Prepare(node, 2).Given();
        using var before = new DataSnapshot(scene.DataOf(node));

        // So long that the middle of what is written lies in it, whatever is around it: damage that leaves the syntax whole.
        var value = new string('x', 200);
        await p1.Accept(node, 2, value).Given();
        scene.Kill(node);
        await scene.Died(node);
        if (!before.Flip()) throw new NotApplicableException($"{node.Id} keeps nothing in its data directory that changes with an accept");
        scene.Damaged(node, $"one bit was flipped in what accept {p1.Ballot(2)} wrote");
        if (!await scene.RestartIfItWill(node)) return;
        var outcome = await p2.Prepare(node, 9).Anyhow();
        if (outcome.Body is PromiseBody promise && promise.Ballot == p2.Ballot(9) && promise.Accepted != p1.Proposal(2, value))
            throw Exchange.Violated("P-DUR-12", outcome, $"promise {p2.Ballot(9)} reporting {p1.Proposal(2, value)}", "no vote", "no start");
    }

    [Scenario("SC-PWR-06", "P-DUR-10")]
    public static async Task What_the_disk_refused_is_not_acknowledged(Scene scene)
    {
        await Refused(scene, "every sync fails", async node => await Scene.Inject(node, Injection.SyncFails));
        await scene.Restage(3, "with writes that fail");
        await Refused(scene, "every write fails", async node => await Scene.Inject(node, Injection.WriteFails(DataSnapshot.Files(scene.DataOf(node)))));
        await scene.Restage(3, "with a full disk");
        await Refused(scene, "the disk is full", node =>
        {
            node.Subject.Volume!.Fill();
            return Task.FromResult<Tracer?>(null);
        });
    }

    [Scenario("SC-PWR-09", "P-DUR-13")]
    public static async Task A_node_whose_disk_was_wiped_is_no_full_voter(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        scene.NeedsRestarts(node);
        await p1.GivenAccepted(node, 5, "x");
        scene.Kill(node);
        await scene.Died(node);
        foreach (var entry in new DirectoryInfo(scene.DataOf(node)).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
        }

        scene.Damaged(node, "its disk was wiped");
        if (!await scene.RestartIfItWill(node)) return;
        var outcome = await p2.Prepare(node, 3).Anyhow();
        if (outcome.Kind == OutcomeKind.Vote) throw Exchange.Violated("P-DUR-13", outcome, "no start", "no vote until it has seen a decision");
    }

    private static async Task Refused(Scene scene, string how, Func<LiveNode, Task<Tracer?>> damage)
    {
        var node = await scene.StartNodeOnVolume();
        var (p1, p2) = scene.TwoPuppets;
        await p1.Prepare(node, 5).Given();
        var value = new string('x', 60_000);
        var fault = await damage(node);
        scene.Trace.Add(EventKind.Note, node.Id, text: $"{node.Id}: {how}");
        var asked = p1.Say(node, new AcceptBody { Ballot = p1.Ballot(5), Value = value });
        var answer = await scene.AnswerUnlessItDies(node, asked.Clock, e => e.IsSentBy(node.Id, p1.Id) && e.Message!.Body is AcceptedBody);
        if (fault is not null) await fault.DisposeAsync();

        // The device works again; what it refused is lost all the same (fsync study: a retry proves nothing).
        await scene.LosePower(node);
        Proposal?[] legal = answer is null ? [null, p1.Proposal(5, value)] : [p1.Proposal(5, value)];
        await p2.Prepare(node, 6).ExpectReport("P-DUR-10", legal);
    }
}
