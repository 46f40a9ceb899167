using System.Diagnostics.CodeAnalysis;
using PaxosConformance.Adapter;
using PaxosConformance.Annotations;
using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>
/// Takes messages to their receivers: those to the node itself come back to it, the others leave. All that a participant can send goes
/// this way, and there is no way here for a promise or an acceptance but as a <see cref="Vote"/>.
/// </summary>
internal sealed class Post(string self, Outbox outbox)
{
    private readonly Queue<Message> toSelf = new();

    [Replies]
    public void Deliver(string to, Vote vote) => Deliver(to, vote.Message);

    [Replies]
    public void Deliver(string to, Prepare prepare) => Deliver(to, (Message)prepare);

    [Replies]
    public void Deliver(string to, Accept accept) => Deliver(to, (Message)accept);

    [Replies(Negative = true)]
    public void Deliver(string to, Nack nack) => Deliver(to, (Message)nack);

    [Replies]
    public void Deliver(string to, Decide decide) => Deliver(to, (Message)decide);

    [Replies]
    public void Answer(Envelope propose, ProposeOkBody answer) => outbox.Answer(propose, answer);

    [Replies]
    public void Answer(Envelope learned, LearnedOkBody answer) => outbox.Answer(learned, answer);

    [Replies]
    public void Answer(Envelope tick, TickOkBody answer) => outbox.Answer(tick, answer);

    [Replies(Negative = true)]
    public void Answer(Envelope request, ErrorBody answer) => outbox.Answer(request, answer);

    /// <summary>The next message of the node to itself, if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out Message? message) => toSelf.TryDequeue(out message);

    // A node's words to itself never reach the wire (P-NET-07).
    private void Deliver(string to, Message message)
    {
        if (to == self) toSelf.Enqueue(message);
        else outbox.Send(new Envelope(self, to, Translation.ToBody(message)));
    }
}
