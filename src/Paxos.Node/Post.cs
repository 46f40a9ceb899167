using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>Takes messages to their receivers: those to the node itself come back to it, the others leave.</summary>
internal sealed class Post(string self, Outbox outbox, Queue<Message> toSelf)
{
    public void Deliver(string to, Message message)
    {
        if (to == self) toSelf.Enqueue(message);
        else outbox.Send(new Envelope(self, to, Translation.ToBody(message)));
    }

    public void Answer(Envelope request, Body body) => outbox.Answer(request, body);
}
