using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// An implementation of Paxos in the simplest form that can be judged: one object, called by one thread, that does what it has to do
/// before it returns. What it sends leaves when the call has returned. One that needs time to pass is <see cref="ITimed"/> too; to be
/// wiped, it is dropped and made anew.
/// </summary>
/// <remarks>An exception ends the process, and nothing of the call is sent: that is the right thing to do when storage fails.</remarks>
public interface INode
{
    /// <summary>
    /// What it promises besides what the SDK does for it (<c>messages</c>, <c>ordered</c>, <c>learned</c>, <c>reset</c>,
    /// <c>refuses-config</c>, and <c>ticks</c> for <see cref="ITimed"/>): see <see cref="Capability"/>. None by default; who keeps its
    /// promises in <see cref="NodeSetup.Store"/> declares <see cref="Capability.Durable"/> and <see cref="Capability.PowerSafe"/>.
    /// </summary>
    IReadOnlyList<string> Capabilities => [];

    /// <summary>The freedoms of the protocol that it makes use of; null: it declares none.</summary>
    Variants? Variants => null;

    /// <summary>The value that it knows to be decided; null while it knows none. Once known it never changes.</summary>
    Value? Learned { get; }

    /// <summary>Makes it a node, first of all: it takes up what it finds in <see cref="NodeSetup.Store"/>.</summary>
    /// <param name="setup">Who it is, and how it reaches the others.</param>
    /// <exception cref="NodeRefusedException">It cannot serve like that.</exception>
    void Start(NodeSetup setup);

    /// <summary>Handles a message of another node, or of itself.</summary>
    /// <param name="from">The node that sent it; it is one of <see cref="NodeSetup.Nodes"/>.</param>
    /// <param name="message">
    /// A <see cref="PrepareBody"/>, <see cref="PromiseBody"/>, <see cref="AcceptBody"/>, <see cref="AcceptedBody"/>,
    /// <see cref="NackBody"/> or <see cref="DecideBody"/>. Requests come only to acceptors, votes only from acceptors, and a vote with a
    /// higher ballot than was asked for comes as the refusal that it is.
    /// </param>
    void Handle(string from, Body message);

    /// <summary>A client wants a value decided. It is answered as soon as <see cref="Learned"/> is not null, whatever the value is.</summary>
    void Propose(Value value);
}

/// <summary>An implementation that does something when time has passed.</summary>
public interface ITimed
{
    /// <summary>When <see cref="OnDue"/> is to be called, as <see cref="NodeSetup.Now"/> tells time; null: not for now.</summary>
    TimeSpan? Due { get; }

    /// <summary>The time has come. <see cref="Due"/> must be later than now, or null, when this returns.</summary>
    void OnDue();
}

/// <summary>A node cannot serve as it is told to.</summary>
/// <param name="code">The error code to answer init with, one of <see cref="ErrorCode"/>.</param>
/// <param name="message">Why, and what to do about it.</param>
public sealed class NodeRefusedException(int code, string message) : Exception(message)
{
    /// <summary>The error code to answer init with.</summary>
    public int Code => code;
}
