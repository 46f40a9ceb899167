using System.Text.RegularExpressions;

namespace PaxosConformance.Rules.Tests;

/// <summary>The ledger against the specification it was written from, where that lies beside the checkout.</summary>
public partial class CatalogueTests
{
    private const string Catalogue = "shared/spec/catalogue.md";
    private string path = "";

    [SetUp]
    public void The_specification_is_beside_the_checkout()
    {
        path = Above.Find(Catalogue) ?? "";
        if (path.Length == 0) Assert.Ignore($"{Catalogue} is not beside this checkout: there is nothing to compare the ledger with.");
    }

    [Test]
    public void The_ledger_has_the_rules_of_the_specification() =>
        Assert.That(Ledger.Default.Rules.Select(rule => rule.Id), Is.EqualTo(Entries().Select(entry => entry.Id)));

    [Test]
    public void Levels_are_those_of_the_specification() => Assert.Multiple(() =>
    {
        foreach (var entry in Entries())
        {
            var rule = Ledger.Default[entry.Id];
            Assert.That(rule.Level.ToText(), Is.EqualTo(entry.Level).IgnoreCase, entry.Id);
            if (entry.Condition.Length > 0) Assert.That(rule.Condition, Is.Not.Null, $"{entry.Id} is conditional: {entry.Condition}");
        }
    });

    [Test]
    public void Classes_are_those_of_the_specification() => Assert.Multiple(() =>
    {
        foreach (var entry in Entries())
            Assert.That(Ledger.Default[entry.Id].Class?.ToText() ?? "", Is.EqualTo(entry.Class), entry.Id);
    });

    [Test]
    public void Freedoms_of_the_specification_are_listed() => Assert.Multiple(() =>
    {
        foreach (var entry in Entries())
        {
            var freedoms = Identifiers.FreedomMention().Matches(entry.Text).Select(match => match.Value).Distinct();
            Assert.That(freedoms, Is.SubsetOf(Ledger.Default[entry.Id].Freedoms), entry.Id);
        }
    });

    [Test]
    public void A_rule_with_sources_or_a_way_to_watch_it_has_them_here_too() => Assert.Multiple(() =>
    {
        foreach (var entry in Entries())
        {
            var rule = Ledger.Default[entry.Id];
            if (entry.Text.Contains("*Watch*")) Assert.That(rule.Observe, Is.Not.Null, entry.Id);
            var works = Bibliography().Matches(Sources().Match(entry.Text).Value).Select(match => match.Value);
            Assert.That(works, Is.SubsetOf(rule.Sources.Select(source => source.Work)), entry.Id);
        }
    });

    [Test]
    public void Quotes_from_the_notes_are_word_for_word()
    {
        var files = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(path)!, "sources"), "*.txt").Order(StringComparer.Ordinal);
        var notes = files.Index().ToDictionary(file => $"S{file.Index}", file => Plain(File.ReadAllText(file.Item)));

        Assert.Multiple(() =>
        {
            foreach (var (rule, source) in Ledger.Default.Rules.SelectMany(rule => rule.Sources.Select(source => (rule, source))))
            {
                if (source.Quote is not null && notes.TryGetValue(source.Work, out var note))
                    Assert.That(note, Does.Contain(Plain(source.Quote)), $"{rule.Id} quotes {source.Work}");
            }
        });
    }

    private sealed record Entry(string Id, string Level, string Condition, string Class, string Text);

    private Entry[] Entries()
    {
        var entries = File.ReadLines(path)
            .SkipWhile(line => !line.StartsWith("### 3.1 ", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("### 3.10 ", StringComparison.Ordinal))
            .Select(line => Rule().Match(line)).Where(match => match.Success)
            .Select(match => new Entry(
                match.Groups["id"].Value, match.Groups["level"].Value, match.Groups["condition"].Value.Trim(),
                match.Groups["class"].Value, match.Groups["text"].Value))
            .ToArray();
        Assert.That(entries, Is.Not.Empty, $"{Catalogue} has no rules between 3.1 and 3.10: has its form changed?");
        return entries;
    }

    /// <summary>Text without the marks of emphasis and the line breaks that a quote does not keep.</summary>
    private static string Plain(string text) => Marks().Replace(text, match => match.Value[0] is '`' or '*' ? "" : " ");

    [GeneratedRegex(
        @"^- \*\*(?<id>P-[A-Z]+-\d+)\*\* · (?<level>MUST NOT|SHOULD NOT|MUST|SHOULD|MAY|assumption)(?<condition>[^—·]*)" +
        @"(· (?<class>[A-Z]+) )?— (?<text>.*)$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\*Src\*.*?(?=\*Watch\*|\*Free\*|$)")]
    private static partial Regex Sources();

    [GeneratedRegex(@"\b(S[0-4]|PMS|PTP|PML|PMMC|TLA|FLP|MIT)\b(?!-strict)")]
    private static partial Regex Bibliography();

    [GeneratedRegex(@"[`*]|\s+")]
    private static partial Regex Marks();
}
