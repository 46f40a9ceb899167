namespace PaxosConformance.Tracing.Judging;

/// <summary>The violations found so far. A node breaks a rule once: what repeats has the same cause.</summary>
internal sealed class Findings
{
    private readonly HashSet<(string Rule, string Node)> seen = [];
    private readonly List<Violation> all = [];

    public IReadOnlyList<Violation> All => all;

    /// <summary>Adds a violation, unless this node broke this rule before.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="node">Who broke it.</param>
    /// <param name="actual">What came.</param>
    /// <param name="proof">The times of the events that prove it, in any order; 0 stands for one that never was on the wire.</param>
    /// <param name="expected">Every outcome that would have been right.</param>
    public void Add(string rule, string node, string actual, IEnumerable<long> proof, params string[] expected)
    {
        if (!seen.Add((rule, node))) return;
        var times = new SortedSet<long>(proof);
        times.Remove(0);
        all.Add(new Violation(rule, expected, actual, [.. times]));
    }
}
