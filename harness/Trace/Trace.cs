namespace PaxosConformance.Tracing;

/// <summary>
/// Everything that happened in one scenario, in one order. Events come from many threads; who writes one first is earlier.
/// </summary>
public sealed class Trace
{
    private readonly Lock gate = new();
    private readonly List<TraceEvent> events = [];
    private readonly List<Waiter> waiters = [];

    /// <summary>Sees each event once, in order, before anybody can act on it: for the oracle.</summary>
    public Action<TraceEvent>? Observer { get; init; }

    /// <summary>The time of the latest event; 0 before the first.</summary>
    public long Now
    {
        get
        {
            lock (gate) return events.Count;
        }
    }

    /// <summary>All events so far.</summary>
    public IReadOnlyList<TraceEvent> Events
    {
        get
        {
            lock (gate) return events.ToArray();
        }
    }

    /// <summary>The first event after a time that matches, if there is one yet.</summary>
    public TraceEvent? Find(long after, Func<TraceEvent, bool> matches)
    {
        lock (gate) return Search(after, matches);
    }

    /// <summary>The last event up to a time that matches, if there is one.</summary>
    public TraceEvent? FindLast(long until, Func<TraceEvent, bool> matches)
    {
        lock (gate)
        {
            for (var i = (int)until - 1; i >= 0; i--)
            {
                if (matches(events[i])) return events[i];
            }

            return null;
        }
    }

    /// <summary>Writes an event down.</summary>
    public TraceEvent Add(EventKind kind, string node, Wire.Envelope? message = null, string? text = null)
    {
        lock (gate)
        {
            var added = new TraceEvent(events.Count + 1, kind, node, message, text);
            events.Add(added);
            Observer?.Invoke(added);
            for (var i = waiters.Count - 1; i >= 0; i--)
            {
                if (!waiters[i].Matches(added)) continue;
                waiters[i].Found.TrySetResult(added);
                waiters.RemoveAt(i);
            }

            return added;
        }
    }

    /// <summary>The first event after <paramref name="after"/> that matches, as soon as there is one.</summary>
    /// <param name="after">A time of this trace; 0 for the beginning.</param>
    /// <param name="matches">Runs under the lock of the trace: quick, and without side effects.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<TraceEvent> First(long after, Func<TraceEvent, bool> matches, CancellationToken cancel)
    {
        Waiter waiter;
        lock (gate)
        {
            if (Search(after, matches) is { } found) return found;
            waiter = new Waiter(matches);
            waiters.Add(waiter);
        }

        await using var registration = cancel.Register(() =>
        {
            lock (gate) waiters.Remove(waiter);
            waiter.Found.TrySetCanceled(cancel);
        });
        return await waiter.Found.Task;
    }

    /// <summary>The first event that matches, or null if there is none within <paramref name="patience"/>.</summary>
    /// <inheritdoc cref="First(long, Func{TraceEvent, bool}, CancellationToken)"/>
    public async Task<TraceEvent?> First(long after, Func<TraceEvent, bool> matches, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await First(after, matches, both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private TraceEvent? Search(long after, Func<TraceEvent, bool> matches)
    {
        for (var i = (int)after; i < events.Count; i++)
        {
            if (matches(events[i])) return events[i];
        }

        return null;
    }

    private sealed record Waiter(Func<TraceEvent, bool> Matches)
    {
        public TaskCompletionSource<TraceEvent> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
