namespace PaxosConformance.Tracing;

/// <summary>A rule that was broken, and the proof.</summary>
/// <param name="Rule">The identifier of the rule.</param>
/// <param name="Expected">Every outcome that would have been right.</param>
/// <param name="Actual">What came instead.</param>
/// <param name="Proof">The times of the events that prove it, in order.</param>
public sealed record Violation(string Rule, IReadOnlyList<string> Expected, string Actual, IReadOnlyList<long> Proof);
