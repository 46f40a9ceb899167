using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>
/// The passing of time in a scene. Where every real node lets the harness move its time, time passes in ticks and waiting costs nothing;
/// otherwise, and wherever nodes carry their messages themselves, it is real time.
/// </summary>
public sealed class SceneTime(Scene scene, SuiteSettings settings, CancellationToken cancel)
{
    // In real time: how long late messages wait for others to overtake them.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(20);

    private readonly long started = settings.Time.GetTimestamp();
    private LinkRule? slow;
    private TimeSpan latency;

    /// <summary>How long the scene has lasted in real time.</summary>
    public TimeSpan Elapsed => settings.Time.GetElapsedTime(started);

    /// <summary>Whether time passes in ticks: then an hour costs no more than a second.</summary>
    public bool InTicks => scene.NodesUp.All(CanMove);

    /// <summary>From now on every message between nodes takes this long.</summary>
    public void SetLatency(TimeSpan time)
    {
        latency = time;
        slow = scene.Router.Hold(message => message.Body is IPeerBody);
    }

    /// <summary>Messages travel at once again; those on their way arrive now.</summary>
    internal void EndLatency()
    {
        slow?.Dispose();
        slow = null;
    }

    /// <summary>Takes over the time of a node, if that is of use: from now on only ticks move it.</summary>
    internal async Task Take(LiveNode node)
    {
        if (CanMove(node)) await Tick(node, TimeSpan.Zero);
    }

    /// <summary>The first event after <paramref name="after"/> that matches, or null if none comes before <paramref name="limit"/> has passed.</summary>
    public async Task<TraceEvent?> Until(long after, Func<TraceEvent, bool> matches, TimeSpan limit)
    {
        if (!InTicks) return await InRealTime(after, matches, limit);

        var step = slow is null ? settings.Patience.Retry : latency;
        await Settle();
        for (var passed = TimeSpan.Zero; ; passed += step)
        {
            if (scene.Trace.Find(after, matches) is { } found) return found;
            if (passed >= limit) return null;
            var before = scene.Trace.Now;
            foreach (var node in scene.NodesUp) await Tick(node, step);
            slow?.Release();

            // A tick is answered after all that it made due; only where that led to talk there is anything to wait for.
            if (scene.Trace.Find(before, IsTalk) is not null) await Settle();
        }
    }

    /// <summary>Lets time pass, whatever happens meanwhile.</summary>
    public async Task Pass(TimeSpan duration) => await Until(scene.Trace.Now, _ => false, duration);

    /// <summary>Lets time pass in one tick: what is said to the nodes meanwhile, they hear after it.</summary>
    public async Task Leap(TimeSpan duration) => await Task.WhenAll(scene.NodesUp.Select(node => Tick(node, duration)));

    /// <summary>Waits until the nodes have nothing more to say to what was said.</summary>
    private async Task Settle()
    {
        long before;
        do
        {
            before = scene.Trace.Now;
            foreach (var node in scene.NodesUp) await node.Reaction(scene.Trace.Now, _ => false);
        }
        while (scene.Router.Calm() || scene.Trace.Find(before, IsTalk) is not null);
    }

    private async Task<TraceEvent?> InRealTime(long after, Func<TraceEvent, bool> matches, TimeSpan limit)
    {
        var begun = settings.Time.GetTimestamp();
        while (true)
        {
            var left = TimeSpan.FromTicks(Math.Max(0, (limit - settings.Time.GetElapsedTime(begun)).Ticks));
            var slice = slow is not null ? latency : scene.Router.IsScheduled ? Lateness : left;
            var found = await scene.Trace.First(after, e => matches(e) || Gone(e) is not null, slice < left ? slice : left, settings.Time, cancel);
            if (found is not null)
            {
                if (matches(found)) return found;
                if (Gone(found) is { } node) await node.MustAnswerEcho();
                continue;
            }

            if (left <= slice) return null;
            slow?.Release();
            scene.Router.Calm();
        }
    }

    // Of a node that was taken down after it had ended, nothing was to be expected any more.
    private LiveNode? Gone(TraceEvent e) => e.Kind == EventKind.Exited ? scene.NodesUp.FirstOrDefault(node => node.Id == e.Node && node.HasEnded) : null;

    private static bool IsTalk(TraceEvent e) => e.Kind == EventKind.Sent && e.Message!.Body is not (EchoBody or EchoOkBody or TickBody or TickOkBody);

    // Without a barrier nobody knows when a node has done what a tick made due: its time is left to itself.
    private bool CanMove(LiveNode node) => !scene.IsDirect && node.Can(Capability.Ticks) && node.Can(Capability.Ordered);

    private async Task Tick(LiveNode node, TimeSpan step)
    {
        var begun = scene.Trace.Now;
        if (await node.Ask(n => new TickBody { MsgId = n, Ms = (long)step.TotalMilliseconds }) is not TickOkBody && !node.WasDown(begun))
            throw new InconclusiveException($"{node.Id} declares 'ticks' and does not answer tick with tick_ok");
    }
}
