namespace Paxos.Node.Tests;

/// <summary>A clock that the test moves.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long now = 1_000_000;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public void Advance(TimeSpan by) => now += by.Ticks;
}
