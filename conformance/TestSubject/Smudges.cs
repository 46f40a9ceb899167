using System.Text;
using System.Text.RegularExpressions;
using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>Mistakes of adapters: what becomes of the lines that a right node would write.</summary>
internal static partial class Smudges
{
    /// <summary>What is written instead of a message; the envelope is the one that it answers to.</summary>
    public static IReadOnlyDictionary<string, Func<Envelope, IEnumerable<byte[]>>> All { get; } = new Dictionary<string, Func<Envelope, IEnumerable<byte[]>>>
    {
        ["wrong-in-reply-to"] = message => Say(message, body: message.Body.InReplyTo is { } number && !IsHello(message) ? message.Body with { InReplyTo = number + 1 } : null),
        ["no-in-reply-to"] = message => Say(message, body: IsHello(message) ? null : message.Body with { InReplyTo = null }),
        ["no-newline"] = message => [Codec.Line(message)[..(IsHello(message) ? ^0 : ^1)]],
        ["logs"] = message => [Encoding.UTF8.GetBytes($"INFO answering {message.Dest}\n"), Codec.Line(message)],
        ["wrong-src"] = message => Say(message, src: IsHello(message) ? null : "server"),
        ["wrong-dest"] = message => Say(message, dest: message.Body is PromiseBody ? "n3" : null),
        ["wrong-dest-of-answer"] = message => Say(message, dest: message.Body is EchoOkBody ? "c7" : null),
        ["to-itself"] = message => message.Body is PromiseBody ? [Codec.Line(message with { Dest = message.Src }), Codec.Line(message)] : [Codec.Line(message)],
        ["string-ballots"] = message => [Encoding.UTF8.GetBytes(Ballots().Replace(Codec.Show(message), "\"ballot\":\"$1.$2\"") + "\n")],
        ["string-counters"] = message => [Encoding.UTF8.GetBytes(Ballots().Replace(Codec.Show(message), "\"ballot\":{\"n\":\"$1\",\"id\":\"$2\"}") + "\n")],
        ["wrong-ballot"] = message => Say(message, body: message.Body is PromiseBody promise ? promise with { Ballot = new Paxos.Ballot(promise.Ballot.N, message.Src) } : null),
        ["wrong-vote"] = message => Say(message, body: message.Body is AcceptedBody vote ? vote with { Ballot = new Paxos.Ballot(vote.Ballot.N + 1, message.Dest) } : null),
        ["two-objects"] = message => IsHello(message) ? [Codec.Line(message)] : [Encoding.UTF8.GetBytes(Codec.Show(message) + Codec.Show(message) + "\n")],
        ["pretty-printed"] = message => [Encoding.UTF8.GetBytes(Codec.Show(message).Replace(",\"body\"", ",\n\"body\"", StringComparison.Ordinal) + "\n")],
        ["single-quotes"] = message => [Encoding.UTF8.GetBytes(Codec.Show(message).Replace('"', '\'') + "\n")],
        ["invalid-utf8"] = message => message.Body is EchoOkBody ? [Encoding.Latin1.GetBytes(Codec.Show(message) + "\n")] : [Codec.Line(message)],
        ["byte-order-mark"] = message => [[.. Encoding.UTF8.Preamble, .. Codec.Line(message)]],
        ["unknown-type"] = message => [Encoding.UTF8.GetBytes(Codec.Show(message).Replace("\"promise\"", "\"promised\"", StringComparison.Ordinal) + "\n")],
        ["too-long"] = message => message.Body is PromiseBody ? [Enumerable.Repeat((byte)' ', Codec.MaxLine).ToArray(), Codec.Line(message)] : [Codec.Line(message)],
        ["missing-field"] = message => [Encoding.UTF8.GetBytes(Codec.Show(message).Replace("\"ballot\"", "\"round\"", StringComparison.Ordinal) + "\n")],
        ["wrong-answer"] = message => Say(message, body: message.Body is LearnedOkBody ? new EchoOkBody { InReplyTo = message.Body.InReplyTo } : null),
        ["learns-nothing"] = message => Say(message, body: message.Body is LearnedOkBody ? new LearnedOkBody { InReplyTo = message.Body.InReplyTo } : null),
        ["unknown-capability"] = message => Say(message, body: message.Body is InitOkBody hello ? hello with { Capabilities = ["messages", "orderd"] } : null),
        ["exits"] = message => IsHello(message) ? [Codec.Line(message)] : throw new InvalidOperationException("this subject was made to end"),
        ["exits-at-once"] = _ => throw new InvalidOperationException("this subject was made to end"),
        ["answers-nothing"] = message => IsHello(message) ? [Codec.Line(message)] : [],
        ["echoes-late"] = Late,
    };

    private static readonly List<Envelope> Kept = [];

    private static bool IsHello(Envelope message) => message.Body is InitOkBody;

    private static IEnumerable<byte[]> Say(Envelope message, string? src = null, string? dest = null, Body? body = null) =>
        [Codec.Line(new Envelope(src ?? message.Src, dest ?? message.Dest, body ?? message.Body))];

    // Lets echo overtake the second promise.
    private static IEnumerable<byte[]> Late(Envelope message)
    {
        if (message.Body is PromiseBody) Kept.Add(message);
        if (message.Body is PromiseBody && Kept.Count > 1) return [];
        return message.Body is EchoOkBody && Kept.Count > 1 ? [Codec.Line(message), Codec.Line(Kept[^1])] : [Codec.Line(message)];
    }

    [GeneratedRegex("\"ballot\":\\{\"n\":(\\d+),\"id\":\"(\\w+)\"\\}")]
    private static partial Regex Ballots();
}
