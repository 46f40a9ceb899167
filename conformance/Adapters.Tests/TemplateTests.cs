using PaxosConformance.Cli;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Adapters.Tests;

/// <summary>The suite, played against each template: a test for each family of scenarios.</summary>
[TestFixtureSource(nameof(Languages))]
public class TemplateTests(string language)
{
    // What the templates leave to others: they learn from decisions alone, know majorities only, never write in place, and have no network of their own.
    private static readonly string[] NotTheirs = ["SC-DEC-04", "SC-DEC-05", "SC-QRM-04", "SC-PWR-04", "SC-NET-04"];

    private Workshop workshop = null!;

    public static IEnumerable<string> Languages => Template.All.Select(template => template.Language);

    public static IEnumerable<string> Families => Scenario.All.Select(scenario => scenario.Family).Distinct();

    [OneTimeSetUp]
    public void Build() => workshop = Workshop.Open(language);

    [OneTimeTearDown]
    public async Task Clear()
    {
        if (workshop is not null) await workshop.DisposeAsync();
    }

    [TestCaseSource(nameof(Families))]
    public async Task Everything_passes(string family)
    {
        var scenarios = Scenario.All.Where(scenario => scenario.Family == family).ToList();
        var results = await workshop.Suite.Play(scenarios, _ => { }, TestContext.CurrentContext.CancellationToken);
        Assert.That(results.Where(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(Tell), Is.Empty);

        // What a machine cannot do (power loss, strace) is not applicable there; everything else must have been judged.
        var left = results.Where(result => result.Verdict == Verdict.NotApplicable && family != "SC-PWR").Select(result => result.Scenario.Id);
        Assert.That(left, Is.SubsetOf(NotTheirs));
        if (results.All(result => result.Verdict == Verdict.NotApplicable)) Assert.Ignore(results[0].Message!);
    }

    private static string Tell(ScenarioResult result) => $"{result.Scenario.Id} {result.Verdict}: {result.Message}";
}
