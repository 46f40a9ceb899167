using PaxosConformance.Rules;
using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>How grave a violation is.</summary>
public static class Grave
{
    /// <summary>Whether a verdict rests on it: advice that was not followed fails nobody.</summary>
    public static bool IsGrave(this Violation violation) => Ledger.Default[violation.Rule].Class != RuleClass.Advisory;
}
