using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>How well a rule is shown to be tested.</summary>
/// <param name="Rule">The rule; it binds every node.</param>
/// <param name="Alone">The mutants that only the checks of this rule find: without them these would pass the whole suite.</param>
/// <param name="Besides">The mutants that break the rule and are told so, but are found by checks of other rules too.</param>
public sealed record Proof(Rule Rule, IReadOnlyList<string> Alone, IReadOnlyList<string> Besides)
{
    /// <summary>Whether any mutant is found by the name of this rule.</summary>
    public bool IsNamed => Alone.Count + Besides.Count > 0;

    /// <summary>Whether any mutant dies by this rule alone.</summary>
    public bool IsProven => Alone.Count > 0;

    /// <summary>Whether the suite has a scenario for the rule.</summary>
    public bool HasScenario => Scenario.All.Any(scenario => scenario.Rules.Contains(Rule));

    /// <summary>The proofs of all binding rules, in the order of the ledger.</summary>
    /// <param name="fates">What became of the mutants, each of which met every scenario.</param>
    public static IReadOnlyList<Proof> Of(IReadOnlyList<Fate> fates) =>
        [.. Ledger.Default.Rules.Where(rule => rule.Level is RuleLevel.Must or RuleLevel.MustNot).Select(rule => Of(rule, fates))];

    private static Proof Of(Rule rule, IReadOnlyList<Fate> fates)
    {
        var found = fates.Where(fate => fate.Creature is Mutant mutant && mutant.Breaks.Contains(rule.Id) && fate.Rules.Contains(rule.Id)).ToLookup(fate => Binding(fate).All(id => id == rule.Id));
        return new Proof(rule, Names(found[true]), Names(found[false]));
    }

    // Advice fails nobody, so it finds nobody either.
    private static IEnumerable<string> Binding(Fate fate) => fate.Rules.Where(id => Ledger.Default[id].Class != RuleClass.Advisory);

    private static List<string> Names(IEnumerable<Fate> fates) => [.. fates.Select(fate => fate.Creature.Id)];
}
