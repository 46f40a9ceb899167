using System.Collections.Concurrent;
using PaxosConformance.Hosts;
using PaxosConformance.Hosts.Power;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <content>What can happen to the real nodes: crashes, pauses, and failures of power.</content>
public sealed partial class Scene
{
    // A node that is down, with the end of its process.
    private readonly ConcurrentDictionary<string, Task> down = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];

    /// <summary>The real nodes that are neither dead nor paused.</summary>
    public IReadOnlyList<LiveNode> NodesUp => Nodes.Where(IsUp).ToList();

    /// <summary>Whether a node is neither dead nor paused.</summary>
    public bool IsUp(LiveNode node) => !down.ContainsKey(node.Id);

    /// <summary>Plans something for a moment of the traffic. If the moment does not come, the scenario is inconclusive.</summary>
    public Plan When(Moment moment) => new(this, moment);

    /// <summary>Starts a real node as <see cref="StartNode"/> does, with its data on a volume whose power can fail.</summary>
    /// <exception cref="NotApplicableException">There is no power loss here, or the node does not claim to survive it.</exception>
    public async Task<LiveNode> StartNodeOnVolume(string id = "n1")
    {
        if (!pool.CanKill) throw new NotApplicableException("the suite cannot cut the power of a node that it did not start");
        try
        {
            var node = await Stage(id, await Initialised(pool.StartOnVolume(Init(id, null), cancel)));
            Needs(node, Capability.PowerSafe, "state is not claimed to survive a loss of power");
            return node;
        }
        catch (VolumeException e)
        {
            throw new NotApplicableException(e.Message);
        }
    }

    /// <summary>Starts a real node whose power can fail, or one that can only be killed where there is no power loss.</summary>
    public async Task<LiveNode> StartNodeOnVolumeIfPossible(string id = "n1")
    {
        try
        {
            return await StartNodeOnVolume(id);
        }
        catch (NotApplicableException)
        {
            await Restage(NodeIds.Count, "without power loss");
            return await StartNode(id);
        }
    }

    /// <summary>Starts all nodes as real ones, each with its data on a volume of its own.</summary>
    public async Task<IReadOnlyList<LiveNode>> StartClusterOnVolumes()
    {
        List<LiveNode> started = [];
        foreach (var id in NodeIds) started.Add(await StartNodeOnVolume(id));
        return started;
    }

    /// <summary>Kills a node as <c>kill -9</c> does. Its messages that are on the wire arrive.</summary>
    /// <exception cref="NotApplicableException">The suite did not start it, or it does not claim to keep anything.</exception>
    public void Kill(LiveNode node)
    {
        NeedsRestarts(node);
        Trace.Add(EventKind.Killed, node.Id, text: "by SIGKILL");
        Router.Detach(node.Id);
        GoesDown(node, node.Subject.Process.Kill());
    }

    // P-DUR-15: nothing may hang on it.
    private void Terminate(LiveNode node)
    {
        NeedsRestarts(node);
        AlsoJudges("P-DUR-15");
        Trace.Add(EventKind.Killed, node.Id, text: "by SIGTERM");
        Router.Detach(node.Id);
        GoesDown(node, node.Subject.Process.Terminate(Patience.Reply));
    }

    /// <summary>The power of a node's machine fails: what it has not made durable is lost, and so is what has not left it.</summary>
    public void PowerOff(LiveNode node)
    {
        Trace.Add(EventKind.PowerLost, node.Id);
        Router.Detach(node.Id);

        // A correct node may well be killed by the errors that it gets now; nobody is to hear of that.
        node.Subject.Process.Listener = Deaf.Instance;
        (Links as DirectLinks)?.Unplug(node.Id);
        node.Subject.Volume!.CutPower();
        GoesDown(node, node.Subject.Process.Kill());
    }

    /// <summary>Starts a dead node again, and kills it while it starts: when it has answered <c>init</c>, or after a time if that is sooner.</summary>
    public async Task RestartAndKill(LiveNode node, TimeSpan after)
    {
        await Died(node);
        using var early = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        early.CancelAfter(after);
        try
        {
            await pool.StartAgain(node.Subject, Init(node.Id, null), early.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // That was the moment.
        }

        Trace.Add(EventKind.Restarted, node.Id);
        Trace.Add(EventKind.Killed, node.Id, text: $"{after.TotalMilliseconds:0} ms after its start, or sooner");
        GoesDown(node, node.Subject.Process.Kill());
    }

    /// <summary>Waits for the end of a dead node's process: from then on its data are at rest.</summary>
    public Task Died(LiveNode node) => down[node.Id];

    /// <summary>Kills a node as <c>kill -9</c> does, or ends it by SIGTERM where chance will have it so, and starts it again on the same data.</summary>
    /// <exception cref="NotApplicableException">It does not claim to keep anything.</exception>
    public async Task KillAndRestart(LiveNode node)
    {
        if (Chance.StopsGracefully && pool.CanTerminate) Terminate(node);
        else Kill(node);
        await Restart(node);
    }

    /// <summary>Cuts the power of a node, and starts it again on what was durable.</summary>
    public async Task LosePower(LiveNode node)
    {
        PowerOff(node);
        await Restart(node);
    }

    /// <summary>Stops a node in the middle of whatever it does.</summary>
    /// <exception cref="NotApplicableException">The suite cannot.</exception>
    public void Pause(LiveNode node)
    {
        NeedsPause();
        Trace.Add(EventKind.Paused, node.Id);
        node.Subject.Process.Pause();
        GoesDown(node, Task.CompletedTask);
    }

    /// <summary>Lets a paused node go on.</summary>
    public void Resume(LiveNode node)
    {
        Trace.Add(EventKind.Resumed, node.Id);
        ComesUp(node);
        node.Subject.Process.Resume();
    }

    /// <summary>States that the scenario kills nodes and starts them again.</summary>
    /// <exception cref="NotApplicableException">The suite did not start the node, or it does not claim to keep anything.</exception>
    public void NeedsRestarts(LiveNode node)
    {
        Needs(node, Capability.Durable, "state is not claimed to survive kill -9");
        if (!pool.CanKill) throw new NotApplicableException("the suite cannot kill a node that it did not start");
    }

    /// <summary>States that the scenario pauses nodes.</summary>
    /// <exception cref="NotApplicableException">The suite cannot.</exception>
    public void NeedsPause()
    {
        if (!pool.CanPause) throw new NotApplicableException("the suite cannot pause a node of this kind");
    }

    /// <summary>Waits for a fault to strike.</summary>
    /// <exception cref="InconclusiveException">Its moment does not come within the bound.</exception>
    public async Task Struck(Fault fault)
    {
        try
        {
            await fault.Struck.WaitAsync(settings.Patience.Hang, settings.Time, cancel);
        }
        catch (TimeoutException)
        {
            throw Missed(fault);
        }
    }

    /// <summary>Waits for the fault that takes a node down, and starts the node again on what is left.</summary>
    /// <exception cref="InconclusiveException">Its moment does not come within the bound.</exception>
    public async Task RestartAfter(Fault fault, LiveNode node)
    {
        await Struck(fault);
        await Restart(node);
    }

    /// <summary>Makes sure that every fault struck where it was meant to: otherwise what was to be seen was not put to the test.</summary>
    /// <exception cref="InconclusiveException">One did not.</exception>
    internal void GivenAllFaultsStruck()
    {
        if (faults.FirstOrDefault(fault => !fault.HasStruck) is { } missed)
            throw Missed(missed);

        // Nobody need have waited for it, and it may have failed.
        foreach (var fault in faults) fault.Struck.GetAwaiter().GetResult();
    }

    private static InconclusiveException Missed(Fault fault) => new($"{fault.What} was planned for {fault.Moment.Text}, and that moment never came");

    internal Fault Planned(Fault fault)
    {
        faults.Add(fault);
        planned.Add(fault);
        return fault;
    }

    private void GoesDown(LiveNode node, Task end) => down[node.Id] = end;

    private void ComesUp(LiveNode node) => down.TryRemove(node.Id, out _);

    /// <summary>Hears what is said by those whom nobody can hear.</summary>
    private sealed class Deaf : INodeListener
    {
        public static Deaf Instance { get; } = new();

        public void Heard(Envelope message)
        {
            // It never left the machine.
        }

        public void HeardMalformed(string line, string fault)
        {
            // It never left the machine.
        }

        public void Ended(string how)
        {
            // Its power has failed: that it ends is no news.
        }
    }
}
