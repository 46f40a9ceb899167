namespace Paxos.Node;

/// <summary>The node's time, since it was initialised. Safety does not depend on it (P-NET-05).</summary>
internal sealed class Clock(TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private TimeSpan? logical;

    /// <summary>Whether ticks move the time, and nothing else does.</summary>
    public bool IsLogical => logical is not null;

    public TimeSpan Now => logical ?? time.GetElapsedTime(start);

    /// <summary>From now on only <see cref="MoveTo"/> moves the time.</summary>
    public void BecomeLogical() => logical ??= Now;

    public void MoveTo(TimeSpan now) => logical = now;
}
