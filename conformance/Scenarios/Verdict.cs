using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>What a scenario, or all scenarios of a rule together, say of the subject.</summary>
public enum Verdict
{
    /// <summary>What was to be seen was seen, and it was right.</summary>
    Pass,

    /// <summary>The subject broke a rule.</summary>
    Fail,

    /// <summary>The subject gave nothing that could be judged. Never green.</summary>
    Inconclusive,

    /// <summary>An advisory rule was not followed: worth knowing, and no failure.</summary>
    Noted,

    /// <summary>The subject broke a rule in a way that is known: the baseline has it, and it fails nobody.</summary>
    Known,

    /// <summary>The baseline says that it fails, and it passes now: the line in the baseline has to go.</summary>
    Fixed,

    /// <summary>The subject declares, or its adapter implies, that this is not for it.</summary>
    NotApplicable,
}

/// <summary>Verdicts as reports write them.</summary>
public static class VerdictText
{
    /// <summary>The verdict in capitals: <c>NOT APPLICABLE</c>.</summary>
    public static string ToText(this Verdict verdict) => verdict switch
    {
        Verdict.NotApplicable => "NOT APPLICABLE",
        _ => verdict.ToString().ToUpperInvariant(),
    };
}

/// <summary>Ends a scenario: the subject broke a rule.</summary>
public sealed class ViolationException(Violation violation) : Exception($"{violation.Rule}: {violation.Actual}")
{
    /// <summary>The rule and the proof.</summary>
    public Violation Violation => violation;
}

/// <summary>Ends a scenario: what it needs did not come about, so there is nothing to judge.</summary>
public sealed class InconclusiveException(string reason) : Exception(reason);

/// <summary>Ends a scenario: it is not for this subject.</summary>
public sealed class NotApplicableException(string reason) : Exception(reason);
