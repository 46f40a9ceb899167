using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>
/// The passing of time in a scene. Where every real node lets the harness move its time, time passes in ticks and waiting costs nothing;
/// otherwise it is real time.
/// </summary>
public sealed class SceneTime(IReadOnlyCollection<LiveNode> nodes, Trace trace, SuiteSettings settings, CancellationToken cancel)
{
    private readonly long started = settings.Time.GetTimestamp();

    /// <summary>How long the scene has lasted in real time.</summary>
    public TimeSpan Elapsed => settings.Time.GetElapsedTime(started);

    /// <summary>Whether time passes in ticks.</summary>
    public bool InTicks => nodes.Count > 0 && nodes.All(CanMove);

    /// <summary>Takes over the time of a node, if that is of use: from now on only ticks move it.</summary>
    internal static async Task Take(LiveNode node)
    {
        if (CanMove(node)) await Tick(node, TimeSpan.Zero);
    }

    /// <summary>The first event after <paramref name="after"/> that matches, or null if none comes before <paramref name="limit"/> has passed.</summary>
    public async Task<TraceEvent?> Until(long after, Func<TraceEvent, bool> matches, TimeSpan limit)
    {
        if (!InTicks) return await InRealTime(after, matches, limit);

        await Settle();
        for (var passed = TimeSpan.Zero; ; passed += settings.Patience.Retry)
        {
            if (trace.Find(after, matches) is { } found) return found;
            if (passed >= limit) return null;
            var before = trace.Now;
            foreach (var node in nodes) await Tick(node, settings.Patience.Retry);

            // A tick is answered after all that it made due; only where that led to talk there is anything to wait for.
            if (trace.Find(before, IsTalk) is not null) await Settle();
        }
    }

    private async Task<TraceEvent?> InRealTime(long after, Func<TraceEvent, bool> matches, TimeSpan limit)
    {
        var found = await trace.First(after, e => matches(e) || e.Kind == EventKind.Exited, limit, settings.Time, cancel);
        if (found is { Kind: EventKind.Exited }) await nodes.First(node => node.Id == found.Node).MustAnswerEcho();
        return found;
    }

    /// <summary>Lets time pass, whatever happens meanwhile.</summary>
    public async Task Pass(TimeSpan duration) => await Until(trace.Now, _ => false, duration);

    /// <summary>Lets time pass in one tick: what is said to the nodes meanwhile, they hear after it.</summary>
    public async Task Leap(TimeSpan duration) => await Task.WhenAll(nodes.Select(node => Tick(node, duration)));

    /// <summary>Waits until the nodes have nothing more to say to what was said.</summary>
    private async Task Settle()
    {
        long before;
        do
        {
            before = trace.Now;
            foreach (var node in nodes) await node.Reaction(trace.Now, _ => false);
        }
        while (trace.Find(before, IsTalk) is not null);
    }

    private static bool IsTalk(TraceEvent e) => e.Kind == EventKind.Sent && e.Message!.Body is not (EchoBody or EchoOkBody or TickBody or TickOkBody);

    // Without a barrier nobody knows when a node has done what a tick made due: its time is left to itself.
    private static bool CanMove(LiveNode node) => node.Can(Capability.Ticks) && node.Can(Capability.Ordered);

    private static async Task Tick(LiveNode node, TimeSpan step)
    {
        if (await node.Ask(n => new TickBody { MsgId = n, Ms = (long)step.TotalMilliseconds }) is not TickOkBody)
            throw new InconclusiveException($"{node.Id} declares 'ticks' and does not answer tick with tick_ok");
    }
}
