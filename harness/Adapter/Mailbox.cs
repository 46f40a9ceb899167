namespace PaxosConformance.Adapter;

/// <summary>
/// Where everything that arrives waits for the one thread that handles it. Bounded: who posts into a full mailbox waits, which is how a
/// fast sender is slowed down. Thread-safe.
/// </summary>
internal sealed class Mailbox(TimeProvider time, int capacity = 4096)
{
    // Timers have a limit; an early ring costs one empty batch and nothing else.
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    // Monitor, not Lock: both sides wait for a change here.
    private readonly object gate = new();
    private List<Arrival> waiting = [];
    private ITimer? timer;
    private bool due;
    private bool closed;

    /// <summary>Adds an arrival; waits while the mailbox is full. A closed mailbox takes nothing any more.</summary>
    public void Post(Arrival arrival)
    {
        lock (gate)
        {
            while (waiting.Count >= capacity && !closed) Monitor.Wait(gate);
            if (closed) return;
            waiting.Add(arrival);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes everything that has arrived; waits until there is something, or the time has passed.</summary>
    /// <param name="patience">How long to wait; null: for ever.</param>
    /// <returns>The arrivals in order, none if the time has passed; null when the mailbox is closed and empty.</returns>
    public IReadOnlyList<Arrival>? Take(TimeSpan? patience)
    {
        lock (gate)
        {
            due = patience <= TimeSpan.Zero;
            if (!due && waiting.Count == 0 && !closed) WakeAfter(patience);
            while (waiting.Count == 0 && !due && !closed) Monitor.Wait(gate);
            if (waiting.Count == 0 && closed) return null;

            var taken = waiting;
            waiting = [];
            Monitor.PulseAll(gate);
            return taken;
        }
    }

    /// <summary>Nothing arrives any more; what has arrived is still handled.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            timer?.Dispose();
            Monitor.PulseAll(gate);
        }
    }

    private void WakeAfter(TimeSpan? patience)
    {
        if (timer is null && patience is null) return;
        timer ??= time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(patience > LongestAlarm ? LongestAlarm : patience ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // So does the late ring of an earlier alarm.
    private void Wake()
    {
        lock (gate)
        {
            due = true;
            Monitor.PulseAll(gate);
        }
    }
}
