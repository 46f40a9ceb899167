using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Tests;

public class FingerprintTests
{
    private static readonly Violation One = new("P-ACC-01", ["silence", "nack 3.n3"], "promise 3.n3 reporting (2.n2, x17), pid 4711 at 0x7ffdeadbeef0", [6, 8]);

    [Test]
    public void It_has_the_form_that_a_baseline_asks_for() => Assert.That(Fingerprint.Of("SC-PRE-02", One), Does.Match($"^[0-9a-f]{{{Fingerprint.Length}}}$"));

    [Test]
    public void Numbers_and_clocks_that_vary_from_run_to_run_change_nothing() => Assert.That(
        Fingerprint.Of("SC-PRE-02", new Violation("P-ACC-01", ["silence", "nack 12.n1"], "promise 12.n1  reporting (11.n2, x9), pid 12 at 0x55d0c0ffee00", [160, 170])),
        Is.EqualTo(Fingerprint.Of("SC-PRE-02", One)));

    [Test]
    public void Another_scenario_rule_expectation_or_outcome_is_another_failure()
    {
        var all = new[]
        {
            Fingerprint.Of("SC-PRE-02", One),
            Fingerprint.Of("SC-PRE-03", One),
            Fingerprint.Of("SC-PRE-02", One with { Rule = "P-ACC-02" }),
            Fingerprint.Of("SC-PRE-02", One with { Expected = ["silence"] }),
            Fingerprint.Of("SC-PRE-02", One with { Actual = "accepted 3.n3" }),
            Fingerprint.Of("SC-PRE-02", One with { Actual = One.Actual.Replace("accepted", "", StringComparison.Ordinal).Replace("reporting (2.n2, x17)", "reporting nothing", StringComparison.Ordinal) }),
        };
        Assert.That(all, Is.Unique);
    }
}
