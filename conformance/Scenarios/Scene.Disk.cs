using PaxosConformance.Hosts;
using PaxosConformance.Hosts.Disk;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <content>What can happen to the data of a real node, and between its disk and the network.</content>
public sealed partial class Scene
{
    /// <summary>The directory with a node's data, for whoever wants to damage them.</summary>
    /// <exception cref="NotApplicableException">They are out of reach.</exception>
    public string DataOf(LiveNode node) => pool.DataOutOfReach is { } reason ? throw new NotApplicableException(reason) : node.Subject.DataDirectory;

    /// <summary>Injects faults into the system calls of a node, until disposed.</summary>
    /// <exception cref="NotApplicableException">They cannot be injected here, or not into this node.</exception>
    public static async Task<Tracer> Inject(LiveNode node, Injection injection)
    {
        var processes = node.Subject.Process.ProcessIds;
        if (processes.Count == 0) throw new NotApplicableException("faults of the disk can be injected only into processes that the suite has started on this machine");
        try
        {
            return await Tracer.Attach(processes, injection);
        }
        catch (TracerException e)
        {
            throw new NotApplicableException(e.Message);
        }
    }

    /// <summary>From now on nothing that the node says leaves its machine: a crash will come before. It hears as before.</summary>
    public Unsent Mute(LiveNode node)
    {
        var unsent = new Unsent(Trace, node.Id);
        node.Subject.Process.Listener = unsent;
        return unsent;
    }

    /// <summary>Tells what was done to the data of a dead node, where no correct node can be held to what it had vouched for.</summary>
    public void Damaged(LiveNode node, string how) => Trace.Add(EventKind.Damaged, node.Id, text: how);

    /// <summary>Starts a dead node again, if it will.</summary>
    /// <returns>Whether it did, and answered <c>init</c>.</returns>
    public async Task<bool> RestartIfItWill(LiveNode node)
    {
        try
        {
            await Restart(node, () => StartAgain(node));
            return true;
        }
        catch (Exception e) when (e is StartFailedException or ConfigurationRefusedException)
        {
            Trace.Add(EventKind.Note, node.Id, text: $"{node.Id} does not start: it {e.Message.Split('\n')[0]}");
            return false;
        }
    }

    /// <summary>The first event of all that matches, or null if none comes within the bound; for nodes that cannot be asked what they are at.</summary>
    internal Task<TraceEvent?> InRealTime(Func<TraceEvent, bool> matches) => Trace.First(0, matches, Patience.Reply, settings.Time, cancel);

    /// <summary>The first answer of a node that may as well die of what is done to it, or hold its tongue; null if none comes.</summary>
    public async Task<TraceEvent?> AnswerUnlessItDies(LiveNode node, long after, Func<TraceEvent, bool> matches)
    {
        var found = await Trace.First(after, e => matches(e) || (e.Node == node.Id && e.Kind == EventKind.Exited), Patience.Reply, settings.Time, cancel);
        return found is { Kind: EventKind.Exited } ? null : found;
    }
}

/// <summary>What a node has said since nothing leaves its machine any more.</summary>
public sealed class Unsent : INodeListener
{
    private readonly Trace trace;
    private readonly string id;

    internal Unsent(Trace trace, string id)
    {
        this.trace = trace;
        this.id = id;
    }

    /// <summary>Waits until the node has said something of a kind: then it has done all that comes before.</summary>
    /// <exception cref="InconclusiveException">It says no such thing within the bound.</exception>
    public async Task Given<TBody>(Scene scene)
        where TBody : Body
    {
        if (await scene.InRealTime(e => e.Kind == EventKind.Unsent && e.Node == id && e.Message!.Body is TBody) is null)
            throw new InconclusiveException($"{id} wanted to say nothing to what it was asked");
    }

    /// <inheritdoc/>
    public void Heard(Envelope message) => trace.Add(EventKind.Unsent, id, message);

    /// <inheritdoc/>
    public void HeardMalformed(string line, string fault) => trace.Add(EventKind.Malformed, id, text: $"{fault} in: {line}");

    /// <inheritdoc/>
    public void Ended(string how) => trace.Add(EventKind.Exited, id, text: how);
}
