namespace PaxosConformance.Hosts.Debugging;

/// <summary>
/// The time of a harness whose nodes may be stopped in a debugger: no wait ends while they are. Before one ends, all nodes are asked for a
/// sign of life; if that does not come at once, they were not running, the time does not count, and the whole wait begins again.
/// </summary>
/// <param name="time">What is measured.</param>
/// <param name="signs">Ends when every node has given a sign of life, however long that takes.</param>
public sealed class PatientTime(TimeProvider time, Func<Task> signs) : TimeProvider
{
    // Nobody stops and continues a process by hand in so short a time.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    // A node that is slow at any time is not stopped for that; but no node is as slow as this.
    private static readonly TimeSpan NotAtOnce = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private TimeSpan? fastest;
    private long stopped;

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp() - Interlocked.Read(ref stopped);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new PatientTimer(this, () => callback(state), dueTime, period);

    private ITimer RealTimer(Action ring) => time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Whether the nodes run, and ran just before.</summary>
    private async Task<bool> AllRun()
    {
        var asked = time.GetTimestamp();
        await signs();
        var took = time.GetElapsedTime(asked);
        lock (gate)
        {
            var isPrompt = took <= AtOnce || (took <= 4 * fastest && took <= NotAtOnce);
            fastest = took > fastest ? fastest : took;
            if (isPrompt) return true;
        }

        Interlocked.Add(ref stopped, time.GetTimestamp() - asked);
        return false;
    }

    private sealed class PatientTimer : ITimer
    {
        private readonly Lock gate = new();
        private readonly PatientTime owner;
        private readonly Action ring;
        private readonly ITimer timer;
        private TimeSpan due;
        private TimeSpan period;
        private int version;

        public PatientTimer(PatientTime owner, Action ring, TimeSpan due, TimeSpan period)
        {
            (this.owner, this.ring) = (owner, ring);
            timer = owner.RealTimer(() => _ = Due());
            Change(due, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                version++;
                (due, this.period) = (dueTime, period);
                return timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                version++;
                timer.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task Due()
        {
            int begun;
            lock (gate) begun = version;
            var runs = due == TimeSpan.Zero || await owner.AllRun();
            lock (gate)
            {
                if (version != begun) return;
                timer.Change(runs ? period : due, Timeout.InfiniteTimeSpan);
            }

            if (runs) ring();
        }
    }
}
