using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>What became of a creature.</summary>
/// <param name="Creature">Which.</param>
/// <param name="Findings">What each scenario found that was played against it.</param>
/// <param name="Diagnostics">What the analyzers say of its source and not of the reference node's.</param>
public sealed record Fate(Creature Creature, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Diagnostics)
{
    /// <summary>The outcome.</summary>
    public Outcome Outcome => Creature switch
    {
        Mutant when Kills.Any() => Outcome.Killed,
        Mutant mutant => OfSurvivor([.. Findings.Where(finding => mutant.Killers.Contains(finding.Scenario))]),
        _ when Findings.Any(finding => finding.IsAlarm) || Diagnostics.Count > 0 => Outcome.Alarmed,
        _ => Outcome.Passed,
    };

    // What was to kill it tells why it did not.
    private static Outcome OfSurvivor(IReadOnlyList<Finding> expected) =>
        expected.Count == 0 ? Outcome.Waits
        : expected.Any(finding => finding.IsAlarm) ? Outcome.Astray
        : expected.All(finding => finding.Verdict == Verdict.NotApplicable) ? Outcome.NotJudged
        : Outcome.Survived;

    /// <summary>Whether this is as it should be, or nothing could be said yet.</summary>
    public bool IsGood => Outcome is Outcome.Killed or Outcome.Passed or Outcome.Waits or Outcome.NotJudged;

    /// <summary>The findings that name a rule which the mutant breaks.</summary>
    public IEnumerable<Finding> Kills => Creature is Mutant mutant ? Findings.Where(finding => finding.Rules.Intersect(mutant.Breaks).Any()) : [];

    /// <summary>All rules that any scenario named.</summary>
    public IEnumerable<string> Rules => Findings.SelectMany(finding => finding.Rules).Distinct();
}

/// <summary>What one scenario found.</summary>
/// <param name="Scenario">Its identifier.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Rules">The rules that it named as broken.</param>
/// <param name="Message">The reason of the verdict, in one line.</param>
public sealed record Finding(string Scenario, Verdict Verdict, IReadOnlyList<string> Rules, string? Message)
{
    /// <summary>Whether a right node must not get this.</summary>
    public bool IsAlarm => Verdict is Verdict.Fail or Verdict.Inconclusive;

    /// <summary>What of a result matters here.</summary>
    public static Finding Of(ScenarioResult result) =>
        new(result.Scenario.Id, result.Verdict, [.. result.Violations.Select(violation => violation.Rule).Distinct()], result.Message?.Split('\n')[0]);
}

/// <summary>What can become of a creature.</summary>
public enum Outcome
{
    /// <summary>A mutant, and a check named a rule that it breaks.</summary>
    Killed,

    /// <summary>A mutant, and nothing was found against it.</summary>
    Survived,

    /// <summary>A mutant that something was wrong with, but no check named its rule: another rule was named, or it crashed, hung, or gave nothing to judge.</summary>
    Astray,

    /// <summary>A mutant whose scenarios are not in the suite yet.</summary>
    Waits,

    /// <summary>A mutant whose scenarios are not for this machine.</summary>
    NotJudged,

    /// <summary>A legal variant, and nothing was held against it.</summary>
    Passed,

    /// <summary>A legal variant, and a scenario failed it, found nothing to judge, or an analyzer flagged it: a false alarm.</summary>
    Alarmed,
}
