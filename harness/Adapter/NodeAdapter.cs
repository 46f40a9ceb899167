using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// Makes an <see cref="INode"/> a conforming adapter: checks the configuration, matches clients with decisions, keeps strangers out,
/// normalises replies, moves time, and wipes.
/// </summary>
/// <param name="make">Makes a node that knows nothing yet: for each init a new one.</param>
/// <param name="open">Opens the stable storage of a data directory.</param>
/// <param name="time">What moves the node's time until the first tick.</param>
public sealed partial class NodeAdapter(Func<INode> make, Func<string, IStore> open, TimeProvider time) : IAdapter, IDisposable
{
    private readonly Queue<Body> toSelf = new();
    private readonly List<Envelope> clients = [];
    private INode? node;
    private NodeSetup? setup;
    private Normalisation replies = new();
    private Outbox outbox = new();

    /// <summary>What the program behind the adapter is called; null: as the class of the node.</summary>
    public Implementation? Implementation { get; init; }

    /// <inheritdoc/>
    public TimeSpan? Due => isLogical || NextDue is not { } due ? null : due > Now ? due - Now : TimeSpan.Zero;

    /// <inheritdoc/>
    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        this.outbox = outbox;
        foreach (var message in batch)
        {
            Take(message);
            Settle();
        }

        if (!isLogical && NextDue <= Now) Ring();
    }

    /// <summary>Ends the node, if it is disposable.</summary>
    public void Dispose() => (node as IDisposable)?.Dispose();

    private void Take(Envelope message)
    {
        switch (message.Body)
        {
            case InitBody init:
                Init(message, init);
                break;
            case ResetBody:
                setup!.Store.Clear();
                Forget();
                outbox.Answer(message, new ResetOkBody());
                break;
            case { Slot: { } slot }:
                outbox.Error(message, ErrorCode.NotSupported, $"/body/slot: {slot} means nothing here: this node decides one value, without slots");
                break;
            case TickBody tick:
                OnTick(message, tick.Ms);
                break;
            case LearnedBody:
                outbox.Answer(message, new LearnedOkBody { Value = node!.Learned });
                break;
            case ProposeBody propose:
                clients.Add(message);
                if (node!.Learned is null) node.Propose(propose.Value!);
                break;
            case IPeerBody:
                OnPeer(message.Src, message.Body);
                break;
        }
    }

    // P-QRM-04, P-NET-06: strangers have no say; nor do nodes that are no acceptors vote, or have to. What a node says to itself never travels.
    private void OnPeer(string from, Body body)
    {
        if (from == setup!.Id || !setup.Nodes.Contains(from, StringComparer.Ordinal)) return;
        if (body is PrepareBody or AcceptBody && !setup.Quorums.Contains(setup.Id)) return;
        if (body is PromiseBody or AcceptedBody && !setup.Quorums.Contains(from)) return;
        if (replies.Incoming(body) is not { } meant) return;
        replies.Asked(from, body);
        node!.Handle(from, meant);
        replies.Asked(from, null);
    }

    private void Send(string to, Body body)
    {
        if (!setup!.Nodes.Contains(to, StringComparer.Ordinal)) throw new ArgumentException($"'{to}' is no node: {string.Join(", ", setup.Nodes)} are", nameof(to));
        if (body is not IPeerBody) throw new ArgumentException($"{body.Type} is no message between nodes", nameof(body));
        if (to == setup.Id) toSelf.Enqueue(body);
        else outbox.Send(new Envelope(setup.Id, to, replies.Outgoing(to, body)));
    }

    /// <summary>Lets the node hear itself, and the clients hear what it knows.</summary>
    private void Settle()
    {
        while (toSelf.TryDequeue(out var body))
        {
            if (body is (PrepareBody or AcceptBody or PromiseBody or AcceptedBody) && !setup!.Quorums.Contains(setup.Id)) continue;
            node!.Handle(setup!.Id, body);
        }

        if (clients.Count == 0 || node?.Learned is not { } decided) return;
        foreach (var client in clients) outbox.Answer(client, new ProposeOkBody { Value = decided });
        clients.Clear();
    }

    private void Init(Envelope request, InitBody init)
    {
        if (node is not null)
        {
            outbox.Error(request, ErrorCode.Abort, "already initialised: send reset first");
            return;
        }

        try
        {
            var quorums = Quorums(init);
            if (string.IsNullOrEmpty(init.DataDir)) throw new NodeRefusedException(ErrorCode.Malformed, "/body/data_dir: required: this node keeps there what survives a crash");
            var begun = time.GetTimestamp();
            (isLogical, real) = (false, () => time.GetElapsedTime(begun));
            setup = new NodeSetup(init, quorums, open(init.DataDir), Send, () => Now);
            node = make();
            node.Start(setup);
            outbox.Answer(request, Ready(node));
        }
        catch (NodeRefusedException e)
        {
            Forget();
            outbox.Error(request, e.Code, e.Message);
        }
    }

    // P-FLX-02, P-FLX-03: what would not be safe is refused before the first vote.
    private static QuorumSystem Quorums(InitBody init)
    {
        if (init.NodeIds.FirstOrDefault(id => !NodeId.IsValid(id)) is { } wrong) throw Malformed("node_ids", $"'{wrong}' is no id: it must match {NodeId.Pattern}");
        if (init.NodeIds.Distinct(StringComparer.Ordinal).Count() < init.NodeIds.Count) throw Malformed("node_ids", "an id is named twice");
        if (!init.NodeIds.Contains(init.NodeId, StringComparer.Ordinal)) throw Malformed("node_id", $"'{init.NodeId}' is not in node_ids");
        if (init.Timing?.RetryMs < 1) throw Malformed("timing/retry_ms", "at least 1 is needed");
        var acceptors = init.Acceptors ?? init.NodeIds;
        if (acceptors.FirstOrDefault(id => !init.NodeIds.Contains(id, StringComparer.Ordinal)) is { } stranger)
            throw new NodeRefusedException(ErrorCode.Abort, $"/body/acceptors: '{stranger}' is not in node_ids");
        try
        {
            return init.Quorums?.Over(acceptors) ?? QuorumSystem.Majority(acceptors);
        }
        catch (QuorumException e)
        {
            throw new NodeRefusedException(ErrorCode.Abort, $"/body/{(init.Quorums is null ? "acceptors" : "quorums")}: {e.Message}");
        }

        static NodeRefusedException Malformed(string field, string text) => new(ErrorCode.Malformed, $"/body/{field}: {text}");
    }

    private InitOkBody Ready(INode ready) => new()
    {
        Protocol = 1,
        Implementation = Implementation ?? new Implementation { Name = ready.GetType().Name, Language = "C#" },
        Capabilities =
        [
            .. new[] { Capability.Messages, Capability.Ordered, Capability.Learned, Capability.Reset, Capability.RefusesConfig }
                .Concat(ready is ITimed ? [Capability.Ticks] : [])
                .Union(ready.Capabilities),
        ],
        Variants = ready.Variants,
    };

    private void Forget()
    {
        Dispose();
        clients.Clear();
        toSelf.Clear();
        (node, setup, replies, isLogical) = (null, null, new Normalisation(), false);
    }
}
