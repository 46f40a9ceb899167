using System.Text.RegularExpressions;

namespace PaxosConformance.Rules;

/// <summary>What makes a well-formed ledger a consistent one.</summary>
internal static class LedgerCheck
{
    internal static IEnumerable<string> Problems(LedgerFile file) =>
    [
        .. Tables(file),
        .. file.Rules.SelectMany(rule => Texts(rule)),
        .. file.Rules.SelectMany(rule => Level(rule)),
        .. file.Rules.SelectMany(rule => References(rule, file)),
    ];

    private static IEnumerable<string> Tables(LedgerFile file) =>
    [
        .. Identified("rule", file.Rules.Select(rule => rule.Id), Identifiers.RuleForm()),
        .. Identified("family", file.Families.Select(family => family.Id), Identifiers.FamilyForm()),
        .. Identified("freedom", file.Freedoms.Select(freedom => freedom.Id), Identifiers.FreedomForm()),
        .. file.Families.SelectMany(family => Text(family.Id, "title", family.Title)),
        .. file.Freedoms.SelectMany(freedom => Text(freedom.Id, "point", freedom.Point)),
        .. file.Freedoms.Where(freedom => freedom.Legal.Count == 0)
            .Select(freedom => $"{freedom.Id}: legal is empty: give at least one outcome"),
        .. file.Works.SelectMany(work => Text($"work {work.Key}", "title", work.Value.Title)),
        .. file.Works.SelectMany(work => Text($"work {work.Key}", "published", work.Value.Published)),
        .. file.Notation.SelectMany(notation => Text($"notation '{notation.Mark}'", "meaning", notation.Meaning)),
        .. Enum.GetValues<RuleClass>().Where(value => file.Classes.Count(meaning => meaning.Class == value) != 1)
            .Select(value => $"classes: {value.ToText()} is not there exactly once: explain each class in one entry"),
    ];

    private static IEnumerable<string> Identified(string kind, IEnumerable<string> ids, Regex form)
    {
        foreach (var same in ids.GroupBy(id => id))
        {
            if (same.Count() > 1) yield return $"{same.Key}: the id stands for {same.Count()} entries: give each {kind} an id of its own";
            if (!form.IsMatch(same.Key)) yield return $"{same.Key}: the id of a {kind} has the form {form}";
        }
    }

    private static IEnumerable<string> Texts(Rule rule) =>
    [
        .. Text(rule.Id, "title", rule.Title),
        .. Text(rule.Id, "statement", rule.Statement),
        .. Text(rule.Id, "condition", rule.Condition ?? "none"),
        .. Text(rule.Id, "observe", rule.Observe ?? "none"),
    ];

    private static IEnumerable<string> Text(string entry, string field, string text) =>
        string.IsNullOrWhiteSpace(text) ? [$"{entry}: {field} is empty: write the text, or leave an optional field out"] : [];

    private static IEnumerable<string> Level(Rule rule) => (rule.Level is RuleLevel.May or RuleLevel.Assumption, rule.Class) switch
    {
        (true, { } value) => [$"{rule.Id}: class is {value.ToText()}, but nothing can violate a {rule.Level.ToText()}: leave class out"],
        (false, null) => [$"{rule.Id}: class is missing: a {rule.Level.ToText()} rule says what is at stake"],
        _ => [],
    };

    private static IEnumerable<string> References(Rule rule, LedgerFile file)
    {
        if (file.Families.All(family => family.Id != rule.Id[..Math.Max(0, rule.Id.LastIndexOf('-'))]))
            yield return $"{rule.Id}: id names no family of the table families: add the family, or correct the id";

        foreach (var source in rule.Sources.Where(source => !file.Works.ContainsKey(source.Work)))
            yield return $"{rule.Id}: sources names the work '{source.Work}', which the table works lacks: add it, or correct the key";

        foreach (var id in rule.Freedoms.Where(id => file.Freedoms.All(freedom => freedom.Id != id)))
            yield return $"{rule.Id}: freedoms names '{id}', which the table freedoms lacks: add it, or correct the id";

        foreach (var id in rule.Refers.Where(id => id == rule.Id || file.Rules.All(other => other.Id != id)))
            yield return $"{rule.Id}: refers names '{id}', which is no other rule of the ledger: correct the id, or leave it out";

        // What a text mentions, a reader will look up: it has to be listed, and so to exist.
        foreach (var (field, text) in Fields(rule))
        {
            foreach (var id in Mentions(Identifiers.RuleMention(), text).Except([rule.Id, .. rule.Refers]))
                yield return $"{rule.Id}: {field} mentions {id}, which refers does not list: list it there";
            foreach (var id in Mentions(Identifiers.FreedomMention(), text).Except(rule.Freedoms))
                yield return $"{rule.Id}: {field} mentions {id}, which freedoms does not list: list it there";
        }
    }

    private static IEnumerable<(string Field, string Text)> Fields(Rule rule) =>
    [
        ("condition", rule.Condition ?? ""),
        ("statement", rule.Statement),
        ("observe", rule.Observe ?? ""),
        .. rule.Sources.Select(source => ("sources", source.Reading ?? "")),
    ];

    private static IEnumerable<string> Mentions(Regex form, string text) => form.Matches(text).Select(match => match.Value).Distinct();
}
