using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>A schedule in force, with the messages that it has made late.</summary>
internal sealed class Course(Schedule schedule)
{
    // By the number of messages that must have passed, then in the order in which they were sent.
    private readonly PriorityQueue<Envelope, (long Due, long Order)> late = new();
    private long passed;
    private long order;

    public Fate Decide(Envelope message)
    {
        passed++;
        var fate = schedule.Decide(message.Src, message.Dest);
        for (var i = 0; i < fate.Copies; i++) late.Enqueue(message, (passed + fate.Delay, order++));
        return fate;
    }

    public IReadOnlyList<Envelope> TakeDue() => Take(passed);

    public IReadOnlyList<Envelope> TakeAll() => Take(long.MaxValue);

    private List<Envelope> Take(long until)
    {
        List<Envelope> taken = [];
        while (late.TryPeek(out var message, out var place) && place.Due <= until)
        {
            late.Dequeue();
            taken.Add(message);
        }

        return taken;
    }
}
