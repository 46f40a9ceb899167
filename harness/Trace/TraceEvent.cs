using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>What happened to whom.</summary>
public enum EventKind
{
    /// <summary>A node, puppet or client gave a message to the network.</summary>
    Sent,

    /// <summary>A message reached its receiver.</summary>
    Delivered,

    /// <summary>The network lost a message.</summary>
    Dropped,

    /// <summary>The network keeps a message back.</summary>
    Held,

    /// <summary>A node said something that is no message of the protocol.</summary>
    Malformed,

    /// <summary>A process was started for a node.</summary>
    Started,

    /// <summary>A node's process ended by itself.</summary>
    Exited,

    /// <summary>The harness killed a node.</summary>
    Killed,

    /// <summary>A node was wiped and starts anew.</summary>
    Wiped,

    /// <summary>A process was started again for a node that had died, on the data that was left.</summary>
    Restarted,

    /// <summary>A node was stopped in the middle of whatever it did.</summary>
    Paused,

    /// <summary>A paused node goes on.</summary>
    Resumed,

    /// <summary>The power failed: the node died, and what was not on stable storage is lost.</summary>
    PowerLost,

    /// <summary>A node said something, and died before it left the machine: nobody can have heard it.</summary>
    Unsent,

    /// <summary>Data that a dead node had on stable storage were damaged, as no crash damages them.</summary>
    Damaged,

    /// <summary>Links were closed: what is sent on them from now on is lost.</summary>
    Cut,

    /// <summary>All links are open again.</summary>
    Healed,

    /// <summary>What a scenario has to say to its reader.</summary>
    Note,
}

/// <summary>One event of a run.</summary>
/// <param name="Clock">Its place in the trace, from 1: the logical time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Node">Where: the sender of what was sent, the receiver of what was delivered, the node that was killed.</param>
/// <param name="Message">The message, if the event is about one.</param>
/// <param name="Text">Words, if the event has any: the line that is malformed, the reason of an exit.</param>
public sealed record TraceEvent(long Clock, EventKind Kind, string Node, Envelope? Message = null, string? Text = null)
{
    /// <summary>Whether this is <paramref name="node"/> saying something to <paramref name="dest"/>.</summary>
    public bool IsSentBy(string node, string? dest = null) => Kind == EventKind.Sent && Node == node && (dest is null || Message!.Dest == dest);
}
