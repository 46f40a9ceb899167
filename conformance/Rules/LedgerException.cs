namespace PaxosConformance.Rules;

/// <summary>The ledger cannot be used. The message has one line for each problem: where it is, what was expected, what to do.</summary>
public sealed class LedgerException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception("the rule ledger cannot be used:" + string.Concat(problems.Select(problem => $"\n  {problem}")), inner)
{
    /// <summary>The problems, in the order of the file; at least one.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
