using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>A right node behind an adapter with a mistake.</summary>
internal sealed class Smudged
{
    private readonly Outbox outbox = new();

    /// <summary>The kinds, by their mistakes.</summary>
    public static IReadOnlyDictionary<string, Func<Smudged>> Kinds { get; } = new Dictionary<string, Func<Smudged>>(
        Smudges.All.Select(smudge => KeyValuePair.Create(smudge.Key, () => new Smudged { Smudge = smudge.Value })))
    {
        ["unflushed"] = () => new Smudged { Flushes = false },
        ["early"] = () => new Smudged { IsEarly = true },
        ["speaks-first"] = () => new Smudged { SpeaksFirst = true },
        ["dies-early"] = () => new Smudged { DiesEarly = true },
        ["not-durable"] = () => new Smudged { Node = new Plain { Capabilities = [Capability.Messages] }, Claims = [Capability.Messages, Capability.Durable] },
        ["not-reset"] = () => new Smudged { Ignores = typeof(ResetBody), Claims = [Capability.Messages, Capability.Reset] },
    };

    private Plain Node { get; init; } = new();

    private Func<Envelope, IEnumerable<byte[]>> Smudge { get; init; } = message => [Codec.Line(message)];

    private bool Flushes { get; init; } = true;

    private bool IsEarly { get; init; }

    private bool DiesEarly { get; init; }

    private bool SpeaksFirst { get; init; }

    private Type? Ignores { get; init; }

    private IReadOnlyList<string>? Claims { get; init; }

    public int Serve(Stream input, Stream output)
    {
        var session = new Session(Node, Console.Error.WriteLine);
        var lines = new LineReader(input);
        var kept = new MemoryStream();
        if (SpeaksFirst) output.Write(Codec.Line(new Envelope("n1", "n2", new PrepareBody { Ballot = new Paxos.Ballot(1, "n1") })));
        while (lines.Read(out var line) == LineRead.Line)
        {
            var message = Codec.Parse(line);
            if (DiesEarly && session.NodeId is null && message.Body is not InitBody) return 1;
            if (IsEarly && session.NodeId is null && message.Body is PrepareBody prepare) outbox.Send(new Envelope(message.Dest, message.Src, new PromiseBody { Ballot = prepare.Ballot }));
            else if (message.Body.GetType() == Ignores) outbox.Answer(message, new ResetOkBody());
            else session.Handle([Arrival.Of(message)], outbox);
            foreach (var bytes in outbox.Messages.SelectMany(Write)) (Flushes ? output : kept).Write(bytes);
            outbox.Clear();
        }

        output.Write(kept.ToArray());
        return 0;
    }

    private IEnumerable<byte[]> Write(Envelope message) =>
        Smudge(message.Body is InitOkBody hello && Claims is not null ? message with { Body = hello with { Capabilities = Claims } } : message);
}
