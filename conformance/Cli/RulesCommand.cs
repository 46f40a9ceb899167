using System.CommandLine;
using System.Text.Json;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary><c>rules</c>: every rule, the scenarios that judge it, and the verdict of a run.</summary>
internal static class RulesCommand
{
    public static Command Make()
    {
        var result = new Option<string>("--result") { Description = "A JSON report of a run (--report json=FILE): tells its verdicts.", HelpName = "FILE" };
        var command = new Command("rules", "Names every rule with the scenarios that judge it and, after a run, with its verdict.") { result };
        command.SetAction(parsed =>
        {
            var verdicts = parsed.GetValue(result) is { } file ? Verdicts(file) : null;
            foreach (var rule in Ledger.Default.Rules) Show(rule, verdicts);
            return 0;
        });
        return command;
    }

    private static void Show(Rule rule, Dictionary<string, string>? verdicts)
    {
        var scenarios = Scenario.All.Where(scenario => scenario.Rules.Contains(rule)).Select(scenario => scenario.Id).ToList();
        var verdict = verdicts is null ? "" : $"{verdicts.GetValueOrDefault(rule.Id, "-"),-15} ";
        var level = rule.Level.ToText() + (rule.Class is { } grade ? ", " + grade.ToText() : "");
        Console.Out.WriteLine($"{rule.Id,-9} {verdict}{rule.Title} ({level}): {(scenarios.Count > 0 ? string.Join(", ", scenarios) : "no scenario")}");
    }

    private static Dictionary<string, string> Verdicts(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.GetProperty("rules").EnumerateArray()
                .ToDictionary(rule => rule.GetProperty("id").GetString()!, rule => rule.GetProperty("verdict").GetString()!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"--result {path}: this is no report of a run: make one with 'paxos-conformance run --report json={path}'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--result {path}: {e.Message}");
        }
    }
}
