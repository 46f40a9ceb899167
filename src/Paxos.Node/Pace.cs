namespace Paxos.Node;

/// <summary>How long the node waits. Random, so that duelling nodes fall out of step (P-LIV-03, P-LIV-04).</summary>
internal sealed class Pace(TimeSpan retry, Random random)
{
    private const int Cap = 16;

    /// <summary>How many retry times must be quiet before a node that misses the decision asks for it.</summary>
    private const int QuietTimes = 8;

    /// <summary>How long a proposer waits for answers before it asks again.</summary>
    public TimeSpan Retry => retry;

    /// <summary>How long a proposer waits after a round that failed: up to twice as long each time.</summary>
    /// <param name="failures">How many rounds failed before this one.</param>
    public TimeSpan Backoff(int failures) => Grown(failures) * random.NextDouble();

    /// <summary>How long nothing must be heard before a node asks what it missed.</summary>
    /// <param name="tries">How often it asked in vain.</param>
    public TimeSpan Quiet(int tries) => QuietTimes * Grown(tries) * (1 + random.NextDouble());

    private TimeSpan Grown(int times) => retry * Math.Min(Cap, 1 << Math.Min(times, 4));
}
