using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>The verdict on a rule.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Verdict">The gravest of what its scenarios say: a violation, else a known one, else what could not be judged, else a pass.</param>
/// <param name="Scenarios">The scenarios that were played for it.</param>
/// <param name="Reason">Why it was not judged, if it was not.</param>
public sealed record RuleResult(Rule Rule, Verdict Verdict, IReadOnlyList<string> Scenarios, string? Reason)
{
    internal static IReadOnlyList<RuleResult> Of(IReadOnlyList<ScenarioResult> results) => Ledger.Default.Rules
        .Select(rule => (rule, about: results.Where(result => IsAbout(result, rule)).ToList()))
        .Where(found => found.about.Count > 0)
        .Select(found => Of(found.rule, found.about))
        .ToList();

    private static RuleResult Of(Rule rule, IReadOnlyList<ScenarioResult> about)
    {
        var verdict = Judge(rule, about);
        var reason = verdict is Verdict.NotApplicable or Verdict.Inconclusive
            ? about.Where(result => Judge(rule, result) == verdict).Select(result => Why(rule, result)).FirstOrDefault()
            : null;
        return new RuleResult(rule, verdict, about.Select(result => result.Scenario.Id).ToList(), reason);
    }

    private static string? Why(Rule rule, ScenarioResult result) => result switch
    {
        _ when result.NotJudged.TryGetValue(rule.Id, out var reason) => reason,
        { Verdict: Verdict.Fail or Verdict.Known } => $"{result.Scenario.Id} ended at another rule",
        _ => result.Message?.Split('\n')[0],
    };

    private static bool IsAbout(ScenarioResult result, Rule rule) => result.Scenario.Rules.Contains(rule) || result.AlsoJudged.Contains(rule.Id) || Breaks(result, rule);

    private static bool Breaks(ScenarioResult result, Rule rule) => result.Violations.Any(violation => violation.Rule == rule.Id);

    private static Verdict Judge(Rule rule, IReadOnlyList<ScenarioResult> about)
    {
        var verdicts = about.Select(result => Judge(rule, result)).ToHashSet();
        return verdicts.Contains(Verdict.Fail) ? Verdict.Fail
            : verdicts.Contains(Verdict.Known) ? Verdict.Known
            : verdicts.Contains(Verdict.Noted) ? Verdict.Noted
            : verdicts.Contains(Verdict.Inconclusive) ? Verdict.Inconclusive
            : verdicts.Contains(Verdict.Pass) ? Verdict.Pass
            : Verdict.NotApplicable;
    }

    private static Verdict Judge(Rule rule, ScenarioResult result) => result switch
    {
        _ when Breaks(result, rule) => rule.Class == RuleClass.Advisory ? Verdict.Noted : result.Known.Contains(rule.Id) ? Verdict.Known : Verdict.Fail,
        _ when result.NotJudged.ContainsKey(rule.Id) => Verdict.NotApplicable,
        // A scenario ends at the first violation: what it had to say of its other rules was not heard.
        { Verdict: Verdict.Fail or Verdict.Known } => Verdict.Inconclusive,
        { Verdict: Verdict.Fixed } => Verdict.Pass,
        _ => result.Verdict,
    };
}
