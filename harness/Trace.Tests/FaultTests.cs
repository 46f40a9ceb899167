using PaxosConformance.Tracing.Tests.Simulation;

namespace PaxosConformance.Tracing.Tests;

/// <summary>One node breaks one rule, the others are correct: it is found, and by the right name.</summary>
public class FaultTests
{
    private static readonly TestCaseData[] Faults =
    [
        Of(Fault.PromisesBelowPromise, "P-ACC-01", "P-ACC-08", "P-BAL-02", "P-ACC-13", "P-ACC-10", "P-ACC-02"),
        Of(Fault.AcceptsBelowPromise, "P-ACC-05", "P-ACC-08", "P-BAL-06", "P-PRO-02"),
        Of(Fault.AcceptingDoesNotRaise, "P-ACC-08", "P-ACC-09", "P-ACC-05"),
        Of(Fault.NeverReports, "P-ACC-02", "P-ACC-10"),
        Of(Fault.PrepareClearsThePair, "P-ACC-10", "P-ACC-02", "P-ACC-13", "P-PRO-02"),
        Of(Fault.ReportsThePromisedBallot, "P-ACC-04", "P-ACC-03", "P-ACC-08"),
        Of(Fault.IgnoresIds, "P-BAL-02", "P-BAL-06"),
        Of(Fault.ForgetsThePromise, "P-DUR-01", "P-BAL-04"),
        Of(Fault.ForgetsThePair, "P-DUR-02"),
        Of(Fault.AnswersWithAnotherBallot, "P-ACC-16", "P-ACC-01", "P-ACC-08"),
        Of(Fault.NeedsNoQuorum, "P-PRO-01", "P-PRO-14", "P-QRM-02", "P-PRO-05", "P-PRO-06", "P-PRO-18"),
        Of(Fault.KeepsItsWish, "P-PRO-02", "P-SAF-04"),
        Of(Fault.CountsRepetitions, "P-PRO-06", "P-PRO-05", "P-PRO-18"),
        Of(Fault.CountsOtherBallots, "P-PRO-05", "P-PRO-14", "P-PRO-06", "P-PRO-18", "P-PRO-02"),
        Of(Fault.CountsRefusals, "P-PRO-18", "P-PRO-05", "P-PRO-06"),
        Of(Fault.RestartsItsCounter, "P-BAL-04"),
        Of(Fault.Invents, "P-PRO-03", "P-ACC-03"),
        Of(Fault.DecidesAtOnce, "P-PRO-08", "P-QRM-02", "P-PRO-09", "P-PRO-12", "P-PRO-18", "P-LRN-01"),
        Of(Fault.AnswersItsWish, "P-PRO-15", "P-PRO-10"),
        Of(Fault.ChangesItsMind, "P-BAL-09", "P-PRO-04"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void A_broken_node_is_found_by_the_rule_that_it_breaks(Fault fault, string[] rules)
    {
        var found = new Dictionary<string, int>();
        var runs = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            runs++;
            if (First(fault, seed) is not var (violation, trace)) continue;
            Assert.That(rules, Does.Contain(violation.Rule), LegalExecutionTests.Show(violation, trace));
            found[violation.Rule] = found.GetValueOrDefault(violation.Rule) + 1;
        }

        TestContext.Out.WriteLine($"{fault}: {string.Join(", ", found.Select(one => $"{one.Value} {one.Key}"))} of {runs}");
        Assert.That(found.Keys, Does.Contain(rules[0]), "the rule that the fault is made for");
    }

    private static (Violation Violation, IReadOnlyList<TraceEvent> Trace)? First(Fault fault, int seed)
    {
        var run = new Run
        {
            Seed = seed,
            Nodes = 3 + seed % 3,
            Crashes = fault is Fault.ForgetsThePromise or Fault.ForgetsThePair or Fault.RestartsItsCounter,
            Reorders = seed % 2 == 0,
            Losses = seed % 3 * 10,
            Doubles = 15,
            Fault = fault,
            Freedoms = [new Freedoms { Refusal = (Refusal)(seed % 4), Broadcasts = seed % 5 == 0, ForgetsDecision = seed % 7 == 0, PreparesFew = seed % 2 == 0 }],
        };
        var (trace, quorums) = World.Play(run);
        var oracle = new Oracle(new OracleSetting { Quorums = quorums });
        foreach (var e in trace)
        {
            oracle.Observe(e);
            if (oracle.Violations.Count > 0) return (oracle.Violations[0], trace);
        }

        return null;
    }

    private static TestCaseData Of(Fault fault, params string[] rules) => new TestCaseData(fault, rules).SetName($"{{m}}: {fault}");
}
