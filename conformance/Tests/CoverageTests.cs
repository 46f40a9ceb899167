using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Tests;

/// <summary>No rule that binds a node of single-decree Paxos at the level of messages goes without a scenario.</summary>
public class CoverageTests
{
    private static readonly string[] Families = ["P-SAF", "P-BAL", "P-PRO", "P-ACC", "P-LRN", "P-QRM"];

    private static readonly Dictionary<string, string> Excused = new()
    {
        ["P-LRN-06"] = "is about slots: a node of single-decree Paxos may pass over the field",
        ["P-LRN-10"] = "binds only nodes that declare linearizable reads, and the protocol has no way yet to declare them",
    };

    public static IEnumerable<string> Binding => Ledger.Default.Rules
        .Where(rule => Families.Contains(rule.Family) && rule.Level is RuleLevel.Must or RuleLevel.MustNot && !Excused.ContainsKey(rule.Id))
        .Select(rule => rule.Id);

    [TestCaseSource(nameof(Binding))]
    public void A_binding_rule_has_a_scenario(string id) =>
        Assert.That(Scenario.All.Where(scenario => scenario.Rules.Any(rule => rule.Id == id)).Select(scenario => scenario.Id), Is.Not.Empty);

    [Test]
    public void An_excused_rule_has_no_scenario() =>
        Assert.That(Scenario.All.SelectMany(scenario => scenario.Rules).Select(rule => rule.Id).Intersect(Excused.Keys), Is.Empty);

    [Test]
    public void An_identifier_names_one_scenario() => Assert.That(Scenario.All.Select(scenario => scenario.Id), Is.Unique);
}
