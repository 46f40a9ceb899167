using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// The part of the protocol that is the same for every adapter: echo, malformed lines, and what may come before init. Pure: arrivals
/// in, messages out; <see cref="Host"/> adds threads and transports, an in-process host may use it as it is. Not thread-safe.
/// </summary>
/// <param name="adapter">The implementation.</param>
/// <param name="log">Takes a line for people, as stderr does.</param>
public sealed class Session(IAdapter adapter, Action<string> log)
{
    private readonly List<Envelope> batch = [];
    private IDirectNetwork? network;

    /// <summary>The id that the last successful init gave this node; null before it and after a reset.</summary>
    public string? NodeId { get; private set; }

    /// <summary>Makes the network of a node that init tells to carry its messages itself; null: it is refused.</summary>
    internal Func<InitBody, IDirectNetwork>? Direct { get; init; }

    /// <summary>Handles what has arrived, in order, and what is due.</summary>
    public void Handle(IReadOnlyList<Arrival> arrivals, Outbox outbox)
    {
        foreach (var arrival in arrivals) Take(arrival, outbox);

        // With nothing arrived this is the call that is due.
        if (arrivals.Count == 0) adapter.Handle([], outbox);
        HandOver(outbox);
    }

    /// <summary>Sends a message over the node's own network.</summary>
    /// <returns>False if the message is for the harness.</returns>
    internal bool TrySendDirect(Envelope message) => network is not null && network.TrySend(message);

    internal void Close() => network?.Dispose();

    private void Take(Arrival arrival, Outbox outbox)
    {
        switch (arrival.Message)
        {
            case null:
                HandOver(outbox);
                Refuse(arrival.Fault!, outbox);
                break;
            case { Body: EchoBody echo } message:
                // The barrier of capability "ordered": all that came before is handled by now, and its answers stand before this one.
                HandOver(outbox);
                outbox.Answer(message, new EchoOkBody { Echo = echo.Echo });
                break;
            case { Body: InitBody init } message:
                HandOver(outbox);
                Init(message, init, outbox);
                break;
            case var message when NodeId is null:
                TooEarly(message, outbox);
                break;
            case { Body: ResetBody } message:
                HandOver(outbox);
                Reset(message, outbox);
                break;
            case var message:
                batch.Add(message);
                break;
        }
    }

    private void HandOver(Outbox outbox)
    {
        if (batch.Count == 0) return;
        adapter.Handle(batch, outbox);
        batch.Clear();
    }

    private void Refuse(MalformedException fault, Outbox outbox)
    {
        log($"malformed: {fault.Message}");
        var (src, dest) = (NodeId ?? fault.Origin?.Dest ?? "unknown", fault.Origin?.Src ?? "harness");
        outbox.Send(new Envelope(src, dest, new ErrorBody { InReplyTo = fault.Origin?.MsgId, Code = fault.Code, Text = fault.Message }));
    }

    // Only what waits for an answer gets one: an error that answered an error could go on for ever.
    private static void TooEarly(Envelope message, Outbox outbox)
    {
        if (message.Body is ProposeBody or LearnedBody or TickBody or ResetBody or PrepareBody or AcceptBody)
            outbox.Error(message, ErrorCode.Unavailable, "not initialised: send init first");
    }

    private void Init(Envelope message, InitBody init, Outbox outbox)
    {
        // A second init is the adapter's to refuse; it must not touch the network that runs.
        var opened = NodeId is null && init.Network?.Mode == NetworkConfig.Direct ? Open(message, init, outbox) : null;
        if (NodeId is null && init.Network?.Mode == NetworkConfig.Direct && opened is null) return;

        if (Answered<InitOkBody>(message, outbox)) (NodeId, network) = (init.NodeId, opened ?? network);
        else opened?.Dispose();
    }

    private IDirectNetwork? Open(Envelope message, InitBody init, Outbox outbox)
    {
        if (Direct is null)
        {
            outbox.Error(message, ErrorCode.Abort, "/body/network/mode: direct needs a process of its own; here messages are routed");
            return null;
        }

        try
        {
            return Direct(init);
        }
        catch (NetworkException e)
        {
            outbox.Error(message, e.Code, e.Message);
            return null;
        }
    }

    private void Reset(Envelope message, Outbox outbox)
    {
        if (!Answered<ResetOkBody>(message, outbox)) return;
        network?.Dispose();
        (NodeId, network) = (null, null);
    }

    private bool Answered<T>(Envelope request, Outbox outbox) where T : Body
    {
        var before = outbox.Messages.Count;
        adapter.Handle([request], outbox);
        for (var i = before; i < outbox.Messages.Count; i++)
        {
            if (outbox.Messages[i].Body is T) return true;
        }

        return false;
    }
}
