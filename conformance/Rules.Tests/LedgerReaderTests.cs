using System.Text.Json.Nodes;

namespace PaxosConformance.Rules.Tests;

public class LedgerReaderTests
{
    private static string[] ProblemsAfter(Action<JsonObject> change) =>
        [.. Assert.Throws<LedgerException>(() => LedgerFiles.LoadChanged(change))!.Problems];

    private static string ProblemAfter(Action<JsonObject> change)
    {
        var problems = ProblemsAfter(change);
        Assert.That(problems, Has.Length.EqualTo(1));
        return problems[0];
    }

    [Test]
    public void An_unchanged_ledger_loads() => Assert.That(LedgerFiles.LoadChanged(_ => { }).Rules, Has.Count.EqualTo(109));

    [Test]
    public void An_id_given_twice_is_named() => Assert.That(
        ProblemAfter(json => json["rules"]!.AsArray().Add(json.Rule("P-ACC-03").DeepClone())),
        Is.EqualTo("P-ACC-03: the id stands for 2 entries: give each rule an id of its own"));

    [Test]
    public void An_id_of_the_wrong_form_is_named() => Assert.That(
        ProblemsAfter(json => json.Rule("P-LIV-14")["id"] = "P-LIV-014"),
        Has.Some.StartsWith("P-LIV-014: the id of a rule has the form"));

    [Test]
    public void A_family_that_the_ledger_lacks_is_named() => Assert.That(
        ProblemsAfter(json => json.Rule("P-LIV-14")["id"] = "P-XYZ-01"),
        Has.Some.StartsWith("P-XYZ-01: id names no family"));

    [Test]
    public void An_unknown_freedom_is_named_with_its_rule() => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")["freedoms"] = new JsonArray("F7", "F99")),
        Is.EqualTo("P-ACC-03: freedoms names 'F99', which the table freedoms lacks: add it, or correct the id"));

    [Test]
    public void An_unknown_work_is_named_with_its_rule() => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")["sources"]![0]!["work"] = "TLS"),
        Is.EqualTo("P-ACC-03: sources names the work 'TLS', which the table works lacks: add it, or correct the key"));

    [TestCase("P-ACC-99")]
    [TestCase("P-ACC-03")]
    public void A_reference_to_no_other_rule_is_named(string reference) => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")["refers"] = new JsonArray(reference)),
        Is.EqualTo($"P-ACC-03: refers names '{reference}', which is no other rule of the ledger: correct the id, or leave it out"));

    [TestCase("statement")]
    [TestCase("observe")]
    [TestCase("condition")]
    public void A_rule_that_a_text_mentions_has_to_be_listed(string field) => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")[field] = "As P-ACC-02 says."),
        Is.EqualTo($"P-ACC-03: {field} mentions P-ACC-02, which refers does not list: list it there"));

    [Test]
    public void A_freedom_that_a_text_mentions_has_to_be_listed() => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")["sources"]![0]!["reading"] = "See F2."),
        Is.EqualTo("P-ACC-03: sources mentions F2, which freedoms does not list: list it there"));

    [TestCase("title")]
    [TestCase("statement")]
    [TestCase("condition")]
    [TestCase("observe")]
    public void A_blank_text_is_named_with_its_field(string field) => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03")[field] = " "),
        Is.EqualTo($"P-ACC-03: {field} is empty: write the text, or leave an optional field out"));

    [Test]
    public void A_rule_that_can_be_violated_needs_a_class() => Assert.That(
        ProblemAfter(json => json.Rule("P-ACC-03").Remove("class")),
        Is.EqualTo("P-ACC-03: class is missing: a MUST rule says what is at stake"));

    [Test]
    public void A_permission_has_no_class() => Assert.That(
        ProblemAfter(json => json.Rule("P-PRO-17")["class"] = "SAFETY"),
        Is.EqualTo("P-PRO-17: class is SAFETY, but nothing can violate a MAY: leave class out"));

    [Test]
    public void Every_class_is_explained() => Assert.That(
        ProblemAfter(json => json["classes"]!.AsArray().RemoveAt(0)),
        Is.EqualTo("classes: SAFETY is not there exactly once: explain each class in one entry"));

    [Test]
    public void A_freedom_leaves_something_legal() => Assert.That(
        ProblemAfter(json => json["freedoms"]![1]!["legal"] = new JsonArray()),
        Is.EqualTo("F2: legal is empty: give at least one outcome"));

    [Test]
    public void All_problems_are_told_at_once() => Assert.That(
        ProblemsAfter(json =>
        {
            json.Rule("P-ACC-03")["title"] = "";
            json.Rule("P-LIV-01")["statement"] = "";
        }),
        Has.Length.EqualTo(2));

    [TestCase("title")]
    [TestCase("statement")]
    [TestCase("freedoms")]
    public void A_missing_field_is_named_with_its_rule(string field) => Assert.That(
        ProblemsAfter(json => json.Rule("P-ACC-03").Remove(field)),
        Has.One.StartsWith("P-ACC-03 ").And.One.Contains($"'{field}'"));

    [Test]
    public void A_null_where_text_belongs_is_named_with_its_rule() => Assert.That(
        ProblemsAfter(json => json.Rule("P-ACC-03")["title"] = null),
        Has.One.StartsWith("P-ACC-03 ").And.One.Contains("title"));

    [Test]
    public void A_misspelt_field_is_named_with_its_rule() => Assert.That(
        ProblemsAfter(json => json.Rule("P-ACC-03")["observes"] = "text"),
        Has.One.StartsWith("P-ACC-03 ").And.One.Contains("'observes'"));

    [TestCase("MUSTN'T")]
    [TestCase("")]
    [TestCase(0)]
    public void A_level_that_does_not_exist_is_named_with_its_rule(object level) => Assert.That(
        ProblemsAfter(json => json.Rule("P-ACC-03")["level"] = level is int number ? number : (string)level),
        Has.One.StartsWith("P-ACC-03 ").And.One.Contains("level"));

    [Test]
    public void A_field_given_twice_is_refused() => Assert.That(
        () => LedgerFiles.Load("""{ "notation": [], "notation": [] }"""),
        Throws.TypeOf<LedgerException>().With.Message.Contains("notation"));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{")]
    [TestCase("[]")]
    public void What_is_no_ledger_is_refused(string text) =>
        Assert.That(() => LedgerFiles.Load(text), Throws.TypeOf<LedgerException>());
}
