using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>How events and messages are told to people: one line each, in the words of the papers.</summary>
public static class TraceText
{
    /// <summary>The message in a few words: <c>promise 7.n2 reporting (2.n2, x)</c>.</summary>
    public static string Show(Body body) => body switch
    {
        PrepareBody b => $"prepare {b.Ballot}",
        PromiseBody { Accepted: { } accepted } b => $"promise {b.Ballot} reporting ({accepted.Ballot}, {Short(accepted.Value)})",
        PromiseBody b => $"promise {b.Ballot} reporting nothing",
        NackBody { Promised: { } promised } b => $"nack {b.Ballot}, promised {promised}",
        NackBody b => $"nack {b.Ballot}",
        AcceptBody b => $"accept {b.Ballot} {Quote(b)}",
        AcceptedBody { Value: not null } b => $"accepted {b.Ballot} {Quote(b)}",
        AcceptedBody b => $"accepted {b.Ballot}",
        DecideBody { Ballot: { } ballot } b => $"decide {Quote(b)} of {ballot}",
        ErrorBody b => $"error {b.Code} \"{b.Text}\"",
        InitBody b => $"init {b.NodeId} of {string.Join(",", b.NodeIds)}",
        LearnedOkBody { Value: null } => "learned_ok nothing",
        TickBody b => $"tick {b.Ms} ms",
        ValueBody b => $"{b.Type} {Quote(b)}",
        _ => body.Type,
    };

    /// <summary>The event as one line: its time, who, and what.</summary>
    public static string Show(TraceEvent e) => $"{e.Clock,4}  " + e.Kind switch
    {
        EventKind.Sent => $"{e.Message!.Src} -> {e.Message.Dest}  {Show(e.Message.Body)}",
        EventKind.Delivered => $"{e.Message!.Dest} <- {e.Message.Src}  {Show(e.Message.Body)}",
        EventKind.Dropped => $"{e.Message!.Src} -x {e.Message.Dest}  {Show(e.Message.Body)}  (lost)",
        EventKind.Held => $"{e.Message!.Src} -| {e.Message.Dest}  {Show(e.Message.Body)}  (held back)",
        EventKind.Unsent => $"{e.Message!.Src} -x {e.Message.Dest}  {Show(e.Message.Body)}  (never left {e.Message.Src})",
        EventKind.Note => e.Text,
        EventKind.Cut or EventKind.Healed => $"-- {What(e)} --",
        _ => $"{e.Node}  {What(e)}",
    };

    /// <summary>What happened in an event that is about no message, without when and to whom: <c>killed: by SIGKILL</c>.</summary>
    public static string What(TraceEvent e) => e.Kind switch
    {
        EventKind.PowerLost => "lost its power",
        EventKind.Cut => $"links cut: {e.Text}",
        EventKind.Healed => "all links are open",
        _ => e.Kind.ToString().ToLowerInvariant() + (e.Text is null ? "" : ": " + e.Text),
    };

    /// <summary>Whether a message is one of Paxos, or of its clients, and not one by which the suite leads its nodes.</summary>
    public static bool IsOfProtocol(Body body) => body is not (EchoBody or EchoOkBody or InitBody or InitOkBody or TickBody or TickOkBody or ResetBody or ResetOkBody);

    /// <summary>
    /// The events a reader needs: messages once (when they are sent; their delivery only where it proves something), no init, echo or tick.
    /// </summary>
    public static IEnumerable<TraceEvent> Story(IEnumerable<TraceEvent> events, IReadOnlySet<long> proof) => events.Where(e => proof.Contains(e.Clock) || e.Kind switch
    {
        EventKind.Sent => IsOfProtocol(e.Message!.Body),
        EventKind.Delivered => false,
        _ => true,
    });

    private static string Quote(ValueBody body) => body.Value is { } value ? Short(value) : "-";

    private static string Short(Value value)
    {
        var text = value.ToString();
        return text.Length <= 60 ? text : $"{text[..48]}… ({value.Bytes.Length} bytes)";
    }
}
