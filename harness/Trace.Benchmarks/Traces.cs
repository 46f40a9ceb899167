using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Benchmarks;

/// <summary>Legal traces of five real nodes.</summary>
internal static class Traces
{
    public static IReadOnlyList<string> Nodes { get; } = ["n1", "n2", "n3", "n4", "n5"];

    /// <summary>Full rounds one after the other, each with a new ballot, all for the first value.</summary>
    public static IReadOnlyList<TraceEvent> Rounds(int atLeast)
    {
        var tape = new Tape();
        tape.Say("c1", "n1", new ProposeBody { Value = "x" });
        Proposal? accepted = null;
        for (var n = 1; tape.Events.Count < atLeast; n++)
        {
            var leader = Nodes[n % Nodes.Count];
            var ballot = new Ballot(n, leader);
            Phase1(tape, leader, ballot, accepted);
            var others = Nodes.Where(node => node != leader).ToList();
            foreach (var other in others) tape.Say(leader, other, new AcceptBody { Ballot = ballot, Value = "x" });
            foreach (var other in others) tape.Say(other, leader, new AcceptedBody { Ballot = ballot });
            foreach (var other in others) tape.Say(leader, other, new DecideBody { Ballot = ballot, Value = "x" });
            accepted = new Proposal(ballot, "x");
        }

        return tape.Events;
    }

    /// <summary>Proposers that overtake each other for ever: promises and refusals, never a vote.</summary>
    public static IReadOnlyList<TraceEvent> Duels(int atLeast)
    {
        var tape = new Tape();
        for (var n = 1; tape.Events.Count < atLeast; n++)
        {
            Phase1(tape, "n1", new Ballot(n, "n1"), null);
            Phase1(tape, "n2", new Ballot(n, "n2"), null);
            tape.Say("n1", "n3", new PrepareBody { Ballot = new Ballot(n, "n1") });
            tape.Say("n3", "n1", new NackBody { Ballot = new Ballot(n, "n1"), Promised = new Ballot(n, "n2") });
        }

        return tape.Events;
    }

    /// <summary>One round, its messages sent again and again.</summary>
    public static IReadOnlyList<TraceEvent> Repeats(int atLeast)
    {
        var tape = new Tape();
        tape.Say("c1", "n1", new ProposeBody { Value = "x" });
        var ballot = new Ballot(1, "n1");
        while (tape.Events.Count < atLeast)
        {
            Phase1(tape, "n1", ballot, null);
            foreach (var other in Nodes.Skip(1))
            {
                tape.Say("n1", other, new AcceptBody { Ballot = ballot, Value = "x" });
                tape.Say(other, "n1", new AcceptedBody { Ballot = ballot });
            }
        }

        return tape.Events;
    }

    private static void Phase1(Tape tape, string leader, Ballot ballot, Proposal? accepted)
    {
        foreach (var other in Nodes)
        {
            if (other != leader) tape.Say(leader, other, new PrepareBody { Ballot = ballot });
        }

        foreach (var other in Nodes)
        {
            if (other != leader) tape.Say(other, leader, new PromiseBody { Ballot = ballot, Accepted = accepted });
        }
    }

    private sealed class Tape
    {
        public List<TraceEvent> Events { get; } = [];

        public void Say(string from, string to, Body body)
        {
            var message = new Envelope(from, to, body);
            Events.Add(new TraceEvent(Events.Count + 1, EventKind.Sent, from, message));
            Events.Add(new TraceEvent(Events.Count + 1, EventKind.Delivered, to, message));
        }
    }
}
