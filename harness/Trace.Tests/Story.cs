using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Tests;

/// <summary>A trace written as lines.</summary>
/// <remarks>
/// <c>n2>n1 prepare 5.n2</c> is sent and delivered, with <c>>x</c> lost, with <c>>|</c> held back; <c>deliver 3</c> delivers the message of
/// line 3 (again). A word <c>slot=7</c> at the end names a slot. <c>n1 killed</c>, and so on, is what happened to a node. Lines count from 1; <c>#</c> begins a remark.
/// </remarks>
internal sealed class Story
{
    private readonly List<TraceEvent> events = [];
    private readonly Dictionary<long, int> lines = [];
    private readonly Dictionary<int, Envelope> messages = [];

    public Story(string text)
    {
        foreach (var raw in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var line = raw.Split('#')[0].Trim();
            if (line.Length > 0) Read(line);
        }
    }

    public IReadOnlyList<TraceEvent> Events => events;

    /// <summary>What the oracle finds: each rule with the lines that prove it.</summary>
    public string Judged(int nodes = 3, QuorumSystem? quorums = null, params string[] real)
    {
        var ids = Enumerable.Range(1, nodes).Select(i => $"n{i}").ToList();
        var oracle = new Oracle(new OracleSetting { Quorums = quorums ?? QuorumSystem.Majority(ids), Nodes = [.. Enumerable.Range(1, 7).Select(i => $"n{i}")], Real = real.Length == 0 ? ["n1"] : real });
        foreach (var e in events) oracle.Observe(e);
        return Tell(oracle.Violations);
    }

    /// <summary>What an oracle finds that sees only what clients see. All of three nodes are real.</summary>
    public string JudgedByWhatClientsSee()
    {
        string[] ids = ["n1", "n2", "n3"];
        var oracle = new Oracle(new OracleSetting { Quorums = QuorumSystem.Majority(ids), Real = ids, SeesMessages = false });
        foreach (var e in events) oracle.Observe(e);
        return Tell(oracle.Violations);
    }

    public string Tell(IEnumerable<Violation> violations) => string.Join("; ", violations.Select(violation =>
        $"{violation.Rule} {string.Join(" ", violation.Proof.Select(clock => lines[clock]).Distinct().Order())}"));

    private int Line { get; set; }

    private void Read(string line)
    {
        Line++;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "deliver")
        {
            var late = messages[int.Parse(words[1])];
            Add(EventKind.Delivered, late.Dest, late);
            return;
        }

        if (!words[0].Contains('>'))
        {
            Add(Enum.Parse<EventKind>(words[1], ignoreCase: true), words[0]);
            return;
        }

        var ends = words[0].Split('>');
        long? slot = words[^1].StartsWith("slot=", StringComparison.Ordinal) ? long.Parse(words[^1][5..]) : null;
        var message = new Envelope(ends[0], ends[1].TrimStart('x', '|'), Body(slot is null ? words[1..] : words[1..^1]) with { Slot = slot });
        messages[Line] = message;
        Add(EventKind.Sent, message.Src, message);
        Add(ends[1][0] switch { 'x' => EventKind.Dropped, '|' => EventKind.Held, _ => EventKind.Delivered }, message.Dest, message);
    }

    private void Add(EventKind kind, string node, Envelope? message = null)
    {
        events.Add(new TraceEvent(events.Count + 1, kind, node, message));
        lines[events.Count] = Line;
    }

    private static Body Body(string[] words) => words switch
    {
        ["prepare", var b] => new PrepareBody { Ballot = Ballot(b) },
        ["promise", var b, "-"] => new PromiseBody { Ballot = Ballot(b) },
        ["promise", var b, var m, var v] => new PromiseBody { Ballot = Ballot(b), Accepted = new Proposal(Ballot(m), v) },
        ["accept", var b, var v] => new AcceptBody { Ballot = Ballot(b), Value = v },
        ["accepted", var b] => new AcceptedBody { Ballot = Ballot(b) },
        ["accepted", var b, var v] => new AcceptedBody { Ballot = Ballot(b), Value = v },
        ["nack", var b] => new NackBody { Ballot = Ballot(b) },
        ["nack", var b, var h] => new NackBody { Ballot = Ballot(b), Promised = Ballot(h) },
        ["decide", var v] => new DecideBody { Value = v },
        ["decide", var v, var b] => new DecideBody { Value = v, Ballot = Ballot(b) },
        ["propose", var v] => new ProposeBody { Value = v },
        ["propose_ok", var v] => new ProposeOkBody { Value = v },
        ["learned_ok", "-"] => new LearnedOkBody(),
        ["learned_ok", var v] => new LearnedOkBody { Value = v },
        _ => throw new FormatException($"no message: {string.Join(' ', words)}"),
    };

    private static Ballot Ballot(string text) => text.Split('.') is [var n, var id] ? new Ballot(long.Parse(n), id) : throw new FormatException(text);
}
