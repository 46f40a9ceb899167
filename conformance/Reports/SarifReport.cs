using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Sections are cited as §.</summary>
public sealed class SarifReport : IReportWriter
{
    /// <summary>The version of the format.</summary>
    public const string Version = "2.1.0";

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <inheritdoc/>
    public string Kind => "sarif";

    /// <inheritdoc/>
    public string Purpose => "SARIF 2.1.0, for code scanning";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = Version,
            ["runs"] = new JsonArray([Run(report), .. report.OtherRuns.Select(run => run.DeepClone())]),
        }.WriteTo(json);
    }

    /// <summary>The runs in a SARIF file of another tool, such as the compiler with its analyzers.</summary>
    /// <param name="name">How messages name the file.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="FormatException">It is no SARIF, or of another version; says what to do.</exception>
    public static IReadOnlyList<JsonNode> RunsIn(string name, ReadOnlySpan<byte> text)
    {
        try
        {
            // The compiler writes a byte order mark.
            var json = JsonNode.Parse(text.StartsWith("\uFEFF"u8) ? text[3..] : text);
            if (json is not JsonObject file || file["version"] is not JsonValue version || file["runs"] is not JsonArray runs) throw new FormatException($"{name}: this is no SARIF: it lacks 'version' or 'runs'");
            return version.ToString() == Version
                ? runs.OfType<JsonNode>().ToList()
                : throw new FormatException($"{name}: it is SARIF {Visible.Line(version.ToString())}, and {Version} is needed: the compiler writes that with ErrorLog=FILE,version=2.1");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"{name}: this is no SARIF: {e.Message.Split(" LineNumber:")[0]}");
        }
    }

    private static JsonObject Run(RunReport report)
    {
        var rules = report.Rules.Select(result => result.Rule).ToList();
        return new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "PaxosConformance",
                    ["semanticVersion"] = report.Provenance.Suite,
                    ["rules"] = new JsonArray([.. rules.Select(SarifRule.Of)]),
                },
            },
            ["invocations"] = new JsonArray(new JsonObject
            {
                ["executionSuccessful"] = report.End == RunEnd.Completed,
                ["exitCode"] = report.ExitCode,
                ["toolExecutionNotifications"] = new JsonArray([.. report.With(Verdict.Inconclusive).Select(NotJudged)]),
            }),
            ["results"] = new JsonArray([.. report.Scenarios.SelectMany(result => Results(report, result, rules))]),
            ["properties"] = new JsonObject
            {
                ["scenarios"] = report.Scenarios.Count,
                ["passed"] = report.Count(Verdict.Pass),
                ["failed"] = report.Count(Verdict.Fail),
                ["inconclusive"] = report.Count(Verdict.Inconclusive),
                ["notApplicable"] = report.Count(Verdict.NotApplicable),
                ["known"] = report.Count(Verdict.Known),
                ["fixed"] = report.Count(Verdict.Fixed),
                ["notPlayed"] = report.NotPlayed.Count,
            },
        };
    }

    private static IEnumerable<JsonNode> Results(RunReport report, ScenarioResult result, List<Rule> rules)
    {
        if (result.Verdict == Verdict.Fixed) yield return Result(result, result.Scenario.Rules[0], "error", result.Remark ?? "", null, rules);
        foreach (var violation in result.Violations)
        {
            var rule = Ledger.Default[violation.Rule];
            var expected = string.Join('\n', violation.Expected.Select(outcome => $"- {outcome}"));
            var text = $"{result.Scenario.Id}, {result.Scenario.Title}: {violation.Actual}\nExpected, any of:\n{expected}\n" +
                       $"{(result.Remark is null ? "" : result.Remark + "\n")}Run just this again: {FailureText.Again(result, report)}";
            yield return Result(result, rule, rule.Class == RuleClass.Advisory ? "note" : "error", text, violation, rules);
        }
    }

    private static JsonObject Result(ScenarioResult result, Rule rule, string level, string text, Violation? violation, List<Rule> rules)
    {
        var told = new JsonObject
        {
            ["ruleId"] = rule.Id,
            ["ruleIndex"] = rules.IndexOf(rule),
            ["level"] = level,
            ["message"] = new JsonObject { ["text"] = Message(text) },
            ["locations"] = new JsonArray(Place(result.Scenario)),

            // §3.27.23: where one result of a run has it, all have.
            ["suppressions"] = violation is not null && result.Known.Contains(violation.Rule)
                ? new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = Visible.Lines(result.Remark ?? "known, by the baseline") })
                : [],
            ["properties"] = new JsonObject { ["scenario"] = result.Scenario.Id, ["verdict"] = result.Verdict.ToText() },
        };
        if (violation is not null) told["partialFingerprints"] = new JsonObject { ["paxosConformance/v1"] = Fingerprint.Of(result.Scenario.Id, violation) };
        return told;
    }

    private static JsonObject NotJudged(ScenarioResult result) => new()
    {
        ["level"] = "warning",
        ["message"] = new JsonObject { ["text"] = Message($"{result.Scenario.Id}, {result.Scenario.Title}, is inconclusive: {result.Message}") },
        ["locations"] = new JsonArray(Place(result.Scenario)),
    };

    // What a scenario finds is at no line of any file; viewers that insist on one get the scenario's name.
    private static JsonObject Place(Scenario scenario) => new()
    {
        ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = $"paxos-conformance/{scenario.Id}" }, ["region"] = new JsonObject { ["startLine"] = 1 } },
        ["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = scenario.Id, ["fullyQualifiedName"] = $"{scenario.Family}.{scenario.Id}", ["kind"] = "scenario" }),
    };

    // §3.11.5 and §3.11.6: braces stand for arguments, brackets for links.
    private static string Message(string text) => Visible.Lines(text)
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
