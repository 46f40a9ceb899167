using System.Text.RegularExpressions;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Keeps descriptors, pages, samples, help links, release notes and fixes in step.</summary>
public partial class DocumentationTests
{
    private static readonly string[] sections =
        ["## What it finds", "## Why", "## Wrong", "## Right", "## Configuration", "## When to suppress"];

    private static IEnumerable<string> Ids => Descriptors.All.Select(descriptor => descriptor.Id);

    [TestCaseSource(nameof(Ids))]
    public void Every_diagnostic_has_a_page_that_says_what_it_is(string id)
    {
        var descriptor = Descriptors.All.Single(candidate => candidate.Id == id);
        var page = Page(id);

        Assert.That(page, Does.StartWith($"# {id}: {descriptor.Title}\n"));
        Assert.That(page, Does.Contain($"| Category | {descriptor.Category} |"));
        Assert.That(page, Does.Contain($"| Severity | {descriptor.DefaultSeverity} |"));
        Assert.That(Headings().Matches(page).Select(match => match.Value), Is.EqualTo(sections));
        Assert.That(page, Does.Contain($"dotnet_diagnostic.{id}.severity"));
        Assert.That(descriptor.HelpLinkUri, Does.EndWith($"/analyzers/docs/{id}.md"));
        var isFixable = Fixing.Providers.Any(provider => provider.FixableDiagnosticIds.Contains(id));
        Assert.That(page, Does.Contain(isFixable ? "| Code fix | yes" : "| Code fix | no"));
    }

    [Test]
    public void Every_page_is_of_a_diagnostic() =>
        Assert.That(Directory.GetFiles(Docs, "PAX*.md").Select(Path.GetFileNameWithoutExtension).Order(), Is.EqualTo(Ids));

    [Test]
    public void Every_diagnostic_is_in_the_index_and_nothing_else_is()
    {
        var rows = Regex.Matches(File.ReadAllText(Path.Combine(Docs, "README.md")), @"^\| \[(PAX\d+)\]\(\1\.md\) \| (.+) \| (yes|no) \|$", RegexOptions.Multiline);
        Assert.That(rows.Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value == "yes")),
            Is.EqualTo(Descriptors.All.Select(descriptor => (descriptor.Id, descriptor.Title.ToString(),
                Fixing.Providers.Any(provider => provider.FixableDiagnosticIds.Contains(descriptor.Id))))));
    }

    [Test]
    public void The_release_notes_list_every_diagnostic()
    {
        var directory = Path.Combine(Tree.Analyzers, "Analyzers");
        var notes = File.ReadAllText(Path.Combine(directory, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(directory, "AnalyzerReleases.Unshipped.md"));
        foreach (var descriptor in Descriptors.All)
            Assert.That(notes, Does.Contain($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | [{descriptor.Title}](../docs/{descriptor.Id}.md)"));
    }

    [Test]
    public void Every_diagnostic_is_reported_by_one_analyzer() =>
        Assert.That(Compiling.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), Is.EqualTo(Ids));

    [TestCaseSource(nameof(Ids))]
    public async Task The_wrong_sample_is_reported_and_the_right_one_is_not(string id)
    {
        Assert.That(await Analyze(Sample(id, "Wrong")), Is.EqualTo(new[] { id }).Or.EqualTo(new[] { id, id }));
        Assert.That(await Analyze(Sample(id, "Right")), Is.Empty);
    }

    [Test]
    public void The_readme_names_only_what_exists()
    {
        var readme = File.ReadAllText(Path.Combine(Tree.Analyzers, "README.md"));
        foreach (Match match in Regex.Matches(readme, @"PAX\d{4}")) Assert.That(Ids, Has.Some.EqualTo(match.Value));
        foreach (Match match in Regex.Matches(readme, @"\]\((?!http|#)([^)#]+)"))
            Assert.That(Path.Exists(Path.Combine(Tree.Analyzers, match.Groups[1].Value)), $"README.md links to {match.Groups[1].Value}");
        foreach (var type in typeof(Annotations.DurableAttribute).Assembly.GetExportedTypes())
            Assert.That(readme, Does.Contain($"[{type.Name.Replace("Attribute", "")}"));
    }

    private static string Docs => Path.Combine(Tree.Analyzers, "docs");

    private static string Page(string id) => File.ReadAllText(Path.Combine(Docs, id + ".md")).ReplaceLineEndings("\n");

    private static string Sample(string id, string section) =>
        Regex.Match(Page(id), $@"## {section}\n\n```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private static async Task<IEnumerable<string>> Analyze(string sample)
    {
        Assert.That(sample, Is.Not.Empty);
        var otherHalf = Regex.Match(File.ReadAllText(Path.Combine(Docs, "README.md")).ReplaceLineEndings("\n"), @"```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var apis = Regex.Match(sample, @"PaxosConformance\.Apis\.txt: (.*)\n") is { Success: true } line ? line.Groups[1].Value : null;
        var isWhole = !sample.Contains("partial ", StringComparison.Ordinal) && apis is null;
        var project = Compiling.Project([("Sample.cs", Verify.Usings + sample), .. isWhole ? [] : new[] { ("Other.cs", Verify.Usings + otherHalf) }], apis);
        return (await Compiling.Analyze(project)).Select(diagnostic => diagnostic.Id);
    }

    [GeneratedRegex("^## .*$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
