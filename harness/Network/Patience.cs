namespace PaxosConformance.Network;

/// <summary>How long the harness waits.</summary>
/// <param name="Reply">For an answer that must come, and for whatever else is promised in good conditions.</param>
/// <param name="Quiet">For an answer that may not come, where no barrier proves that it will not: the quiet window.</param>
/// <param name="Retry">The time after which a proposer is asked to try again.</param>
public sealed record Patience(TimeSpan Reply, TimeSpan Quiet, TimeSpan Retry)
{
    /// <summary>For an answer to what every node answers at once, unless it hangs: a busy machine is no reason for a verdict.</summary>
    public TimeSpan Hang => Reply * 2;

    /// <summary>What holds if nobody says otherwise.</summary>
    public static Patience Default { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(100));
}
