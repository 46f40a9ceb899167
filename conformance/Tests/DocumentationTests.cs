using System.Text.RegularExpressions;
using PaxosConformance.Mutants;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Tests;

/// <summary>What pages name exists.</summary>
public partial class DocumentationTests
{
    private static readonly string Root = Repository.Root;

    public static IEnumerable<string> Pages => Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
        .Select(page => Path.GetRelativePath(Root, page))
        .Where(page => !page.Split('/').Any(part => part is "bin" or "obj" or "artifacts"));

    [TestCaseSource(nameof(Pages))]
    public void The_rules_and_scenarios_that_a_page_names_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        Assert.That(RuleId().Matches(text).Select(match => match.Value).Where(id => !Ledger.Default.TryGetRule(id, out _)), Is.Empty);
        Assert.That(ScenarioId().Matches(text).Select(match => match.Value).Where(id => Scenario.All.All(scenario => scenario.Id != id) && !IsWaitedFor(id)), Is.Empty);
    }

    // The page of the matrix names the scenarios that are still to come.
    private static bool IsWaitedFor(string scenario) => Zoo.Mutants.Any(mutant => mutant.Killers.Contains(scenario));

    [TestCaseSource(nameof(Pages))]
    public void The_files_that_a_page_links_to_exist(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups[1].Value.Split('#')[0]);
        Assert.That(links.Where(link => link.Length > 0 && !link.Contains(':') && !Path.Exists(Path.Combine(folder, link))), Is.Empty);
    }

    [Test]
    public void The_readme_tells_how_many_scenarios_there_are() =>
        Assert.That(File.ReadAllText(Path.Combine(Root, "README.md")), Does.Contain($"{Scenario.All.Count} scenarios: {Scenario.All.Count} passed"));

    [GeneratedRegex(@"\bP-(SAF|BAL|PRO|ACC|LRN|QRM|DUR|NET|LIV)-\d\d\b")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"\bSC-[A-Z]{3}-\d\d\b")]
    private static partial Regex ScenarioId();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
