using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>Who plays in a part of a scenario's trace: all that the oracle has to know of it.</summary>
/// <param name="After">The time of the last event before the part; 0 for the beginning.</param>
/// <param name="Nodes">The nodes, real ones and puppets.</param>
/// <param name="Acceptors">Those who vote.</param>
/// <param name="SeesMessages">Whether the trace holds the messages between nodes.</param>
public sealed record Stage(long After, IReadOnlyList<string> Nodes, IReadOnlyList<string> Acceptors, bool SeesMessages)
{
    internal OracleSetting Setting => new() { Quorums = Paxos.QuorumSystem.Majority(Acceptors), Nodes = Nodes, SeesMessages = SeesMessages };

    /// <summary>What the oracle of today holds against the subject in an old trace.</summary>
    /// <param name="stages">The stages of the trace, in order.</param>
    /// <param name="events">The trace.</param>
    public static IReadOnlyList<Violation> Judge(IReadOnlyList<Stage> stages, IReadOnlyList<TraceEvent> events)
    {
        List<Violation> found = [];
        for (var i = 0; i < stages.Count; i++)
        {
            var oracle = new Oracle(stages[i].Setting);
            var end = i + 1 < stages.Count ? stages[i + 1].After : long.MaxValue;
            foreach (var e in events.Where(e => e.Clock > stages[i].After && e.Clock <= end)) oracle.Observe(e);
            found.AddRange(oracle.Violations);
        }

        return found;
    }
}
