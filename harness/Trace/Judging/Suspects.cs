namespace PaxosConformance.Tracing.Judging;

/// <summary>
/// Mistakes that would each explain why a node took too few votes for enough. Where several would, the one is taken whose evidence
/// reached the node last: it is what made the node act.
/// </summary>
internal struct Suspects
{
    private long latest;

    /// <summary>The rule of the likeliest mistake, or null.</summary>
    public string? Rule { get; private set; }

    /// <param name="rule">The rule that the mistake breaks.</param>
    /// <param name="suffices">Whether the mistake would have made the votes enough.</param>
    /// <param name="evidence">When the latest message came that the mistake would have counted; 0 if none came.</param>
    public void Add(string rule, bool suffices, long evidence)
    {
        if (!suffices || evidence == 0 || evidence < latest) return;
        latest = evidence;
        Rule = rule;
    }
}
