namespace PaxosConformance.Rules.Tests;

public class LedgerTests
{
    // Counted in the specification, not in the ledger.
    [TestCase("P-SAF", 6)]
    [TestCase("P-BAL", 9)]
    [TestCase("P-PRO", 20)]
    [TestCase("P-ACC", 20)]
    [TestCase("P-LRN", 10)]
    [TestCase("P-QRM", 6)]
    [TestCase("P-DUR", 16)]
    [TestCase("P-NET", 8)]
    [TestCase("P-LIV", 14)]
    public void Every_family_is_complete_and_numbered_without_gaps(string family, int count)
    {
        var ids = Ledger.Default.Rules.Where(rule => rule.Family == family).Select(rule => rule.Id);

        Assert.That(ids, Is.EqualTo(Enumerable.Range(1, count).Select(number => $"{family}-{number:00}")));
    }

    [Test]
    public void There_is_no_rule_beyond_the_nine_families()
    {
        Assert.That(Ledger.Default.Rules, Has.Count.EqualTo(109));
        Assert.That(
            Ledger.Default.Rules.Select(rule => rule.Family).Distinct(),
            Is.EqualTo(Ledger.Default.Families.Select(family => family.Id)));
    }

    [Test]
    public void The_freedoms_are_F1_to_F24() => Assert.That(
        Ledger.Default.Freedoms.Select(freedom => freedom.Id),
        Is.EqualTo(Enumerable.Range(1, 24).Select(number => $"F{number}")));

    [Test]
    public void Every_source_and_every_freedom_of_a_rule_resolves() => Assert.Multiple(() =>
    {
        foreach (var rule in Ledger.Default.Rules)
        {
            Assert.That(rule.Sources.Select(source => source.Work), Is.SubsetOf(Ledger.Default.Works.Keys), rule.Id);
            Assert.That(Ledger.Default.FreedomsOf(rule).Select(freedom => freedom.Id), Is.EqualTo(rule.Freedoms), rule.Id);
        }
    });

    [Test]
    public void Titles_are_unique_and_short() => Assert.Multiple(() =>
    {
        Assert.That(Ledger.Default.Rules.Select(rule => rule.Title), Is.Unique);
        Assert.That(Ledger.Default.Rules.Where(rule => rule.Title.Length > 70).Select(rule => rule.Id), Is.Empty);
        Assert.That(Ledger.Default.Rules.Where(rule => rule.Title.EndsWith('.')).Select(rule => rule.Id), Is.Empty);
    });

    [Test]
    public void Statements_are_whole_sentences() =>
        Assert.That(Ledger.Default.Rules.Where(rule => !rule.Statement.EndsWith('.')).Select(rule => rule.Id), Is.Empty);

    [Test]
    public void A_rule_is_found_by_its_identifier_in_any_case()
    {
        Assert.That(Ledger.Default["p-acc-08"].Title, Is.EqualTo("Accepting raises the promise"));
        Assert.That(Ledger.Default.TryGetRule("P-ACC-99", out _), Is.False);
    }

    [Test]
    public void An_unknown_identifier_is_answered_with_the_families() => Assert.That(
        () => Ledger.Default["P-ACC-99"],
        Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'P-ACC-99'").And.Message.Contains("P-LIV"));

    [Test]
    public void A_freedom_is_found_by_its_identifier_in_any_case()
    {
        Assert.That(Ledger.Default.TryGetFreedom("f5", out var freedom), Is.True);
        Assert.That(freedom!.Illegal, Is.Empty);
        Assert.That(Ledger.Default.TryGetFreedom("F25", out _), Is.False);
    }

    [TestCase("P-ACC-08", ExpectedResult = 1)]
    [TestCase("p-acc", ExpectedResult = 20)]
    [TestCase("P-???-01", ExpectedResult = 9)]
    [TestCase("config", ExpectedResult = 0)]
    [TestCase("spec", ExpectedResult = 2)]
    [TestCase("*", ExpectedResult = 109)]
    public int Rules_match_by_identifier_family_or_class(string pattern) => Ledger.Default.Matching(new Pattern(pattern)).Count();

    [Test]
    public void A_permission_and_an_assumption_have_no_class()
    {
        Assert.That(Ledger.Default.Rules.Where(rule => rule.Class is null).Select(rule => (rule.Id, rule.Level)),
            Is.EqualTo(new[] { ("P-PRO-17", RuleLevel.May), ("P-NET-08", RuleLevel.Assumption) }));
    }
}
