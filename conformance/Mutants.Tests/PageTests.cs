using System.Text.RegularExpressions;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tests;

namespace PaxosConformance.Mutants.Tests;

/// <summary>MATRIX.md says what the zoo says. That each mutant is killed as it says is shown by the tests of the mutants.</summary>
public partial class PageTests
{
    private const string Remedy = "write the page anew: dotnet run --project conformance/Cli -- matrix --markdown conformance/Mutants/MATRIX.md, as root";
    private static readonly string[] Lines = File.ReadAllLines(At("conformance/Mutants/MATRIX.md"));

    private static IEnumerable<Mutant> Waiting => Zoo.Mutants.Where(mutant => !mutant.Killers.Any(IsThere));

    [Test]
    public void It_tells_every_mutant_with_its_rules_killers_and_diagnostics() =>
        Assert.That(Section("Mutants"), Is.EqualTo(Zoo.Mutants.Select(mutant => MatrixPage.Row(mutant, Killers(mutant), mutant.Flagged))), Remedy);

    [Test]
    public void It_tells_every_variant() => Assert.That(Section("Legal variants"), Is.EqualTo(Zoo.Variants.Select(MatrixPage.Row)), Remedy);

    [Test]
    public void It_tells_which_mutants_wait_for_a_scenario() =>
        Assert.That(Section("Waiting"), Is.EqualTo(Waiting.Select(MatrixPage.WaitingRow)), Remedy);

    [Test]
    public void It_tells_how_many_there_are()
    {
        Assert.That(Lines, Has.Some.Contains($"{Zoo.Mutants.Count} mutants: "), Remedy);
        Assert.That(Lines, Has.Some.Contains($"{Zoo.Variants.Count} legal variants: {Zoo.Variants.Count} passed, 0 false alarms"), Remedy);
        Assert.That(Lines, Has.Some.Contains(" 0 survived, 0 astray,"), Remedy);
    }

    [Test]
    public void The_readme_tells_the_same()
    {
        var summary = Lines.Single(line => line.StartsWith($"{Zoo.Mutants.Count} mutants: ", StringComparison.Ordinal)).Split(". ")[0];
        Assert.That(File.ReadAllText(At("README.md")), Does.Contain(summary));
    }

    [Test]
    public void It_tells_every_binding_rule()
    {
        var told = Lines.SkipWhile(line => line != "## What proves the rules").SelectMany(line => RuleId().Matches(line)).Select(match => match.Value).Distinct();
        Assert.That(told, Is.EquivalentTo(Ledger.Default.Rules.Where(rule => rule.Level is RuleLevel.Must or RuleLevel.MustNot).Select(rule => rule.Id)));
    }

    [Test]
    public void What_proves_a_rule_breaks_it()
    {
        foreach (var row in Section("What proves the rules"))
        {
            var rule = RuleId().Match(row).Value;
            var mutants = row.Split('|')[2..].SelectMany(cell => MutantId().Matches(cell)).Select(match => match.Value).ToList();
            Assert.That(mutants, Is.Not.Empty, row);
            Assert.That(mutants.Select(id => Zoo.Mutants.Single(mutant => mutant.Id == id).Breaks), Has.All.Contains(rule), row);
        }
    }

    [Test]
    public void What_a_short_run_cannot_tell_is_kept()
    {
        var page = string.Join('\n', Lines);
        var proofs = page[page.IndexOf("| rule |", StringComparison.Ordinal)..];
        Assert.That(MatrixPage.Write([], full: false, page), Does.EndWith(proofs + "\n"));
        Assert.That(MatrixPage.Write([], full: false, null), Does.Contain("Nothing is known yet."));
    }

    [Test, Explicit("Plays every scenario against every mutant: a quarter of an hour")]
    public async Task It_tells_what_a_full_run_gives()
    {
        var fates = await new Matrix { Creatures = [.. Zoo.Mutants, .. Zoo.Variants], Full = true }.Run(_ => { }, TestContext.CurrentContext.CancellationToken);
        Assert.That(fates.Where(fate => !fate.IsGood).Select(fate => fate.Creature.Id), Is.Empty);
        Assert.That(Lines, Is.EqualTo(MatrixPage.Write(fates, full: true, null).TrimEnd().Split('\n')), Remedy);
    }

    private static IEnumerable<string> Killers(Mutant mutant) => mutant.Killers.Where(IsThere).DefaultIfEmpty("waits");

    private static bool IsThere(string killer) => Scenario.All.Any(scenario => scenario.Id == killer);

    // The rows of a section's table, without its head.
    private static IEnumerable<string> Section(string title) =>
        Lines.SkipWhile(line => line != "## " + title).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith('|')).Skip(2);

    private static string At(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex(@"\bP-[A-Z]{3}-\d\d\b")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"\b[ZX]\d\d\b")]
    private static partial Regex MutantId();
}
