using System.Text.Json.Nodes;
using PaxosConformance.Rules;

namespace PaxosConformance.Reports;

/// <summary>A rule of the ledger as SARIF describes rules (§3.49 of its specification).</summary>
internal static class SarifRule
{
    public static JsonNode Of(Rule rule) => new JsonObject
    {
        ["id"] = rule.Id,
        ["name"] = string.Concat(rule.Title.Split(' ', '-', '\'').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
        ["shortDescription"] = new JsonObject { ["text"] = rule.Title },
        ["fullDescription"] = new JsonObject { ["text"] = rule.Statement },
        ["help"] = new JsonObject { ["text"] = Help(rule, ""), ["markdown"] = Help(rule, "**") },
        ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Class == RuleClass.Advisory ? "note" : "error" },
        ["properties"] = new JsonObject { ["tags"] = new JsonArray([.. new[] { "paxos", rule.Family, rule.Level.ToText(), rule.Class?.ToText() }.OfType<string>().Select(tag => JsonValue.Create(tag.ToLowerInvariant()))]) },
    };

    private static string Help(Rule rule, string strong) => string.Join("\n\n", Parts(rule).Select(part => $"{strong}{part.Name}:{strong} {part.Text}"));

    private static IEnumerable<(string Name, string Text)> Parts(Rule rule)
    {
        yield return ($"{FailureText.Named(rule)}", rule.Statement);
        if (rule.Condition is not null) yield return ("Holds", rule.Condition);
        foreach (var source in rule.Sources)
            yield return ("Source", Ledger.Default.Works[source.Work].Title + (source.Place is null ? "" : $", {source.Place}") + (source.Quote is null ? "" : $": \"{source.Quote}\""));
        if (rule.Observe is not null) yield return ("Observed", rule.Observe);
        foreach (var freedom in Ledger.Default.FreedomsOf(rule)) yield return ($"Freedom {freedom.Id}", freedom.Point);
    }
}
