using System.CommandLine;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary><c>show ID</c>: all there is to know of a scenario or a rule.</summary>
internal static class ShowCommand
{
    public static Command Make()
    {
        var id = new Argument<string>("ID") { Description = "The identifier of a scenario or a rule, such as SC-PRE-02 or P-ACC-01." };
        var command = new Command("show", "Tells what a scenario or a rule says, where it comes from and how it is observed.") { id };
        command.SetAction(parsed =>
        {
            Show(parsed.GetRequiredValue(id), Console.Out);
            return 0;
        });
        return command;
    }

    private static void Show(string id, TextWriter output)
    {
        if (Ledger.Default.TryGetRule(id, out var rule)) Show(rule, output);
        else if (Scenario.All.FirstOrDefault(scenario => scenario.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } scenario) Show(scenario, output);
        else throw new UsageException($"there is no scenario and no rule '{id}': 'paxos-conformance list' names the scenarios with their rules");
    }

    private static void Show(Scenario scenario, TextWriter output)
    {
        output.WriteLine($"{scenario.Id}: {scenario.Title}");
        output.WriteLine(scenario.IsCluster ? "All nodes are real." : $"{scenario.Nodes} nodes: the node under test, and puppets that the suite plays.");
        foreach (var rule in scenario.Rules)
        {
            output.WriteLine();
            Show(rule, output);
        }
    }

    private static void Show(Rule rule, TextWriter output)
    {
        output.WriteLine($"{rule.Id} ({rule.Level.ToText()}{(rule.Class is { } c ? ", " + c.ToText() : "")}): {rule.Title}");
        output.WriteLine($"  {rule.Statement}");
        if (rule.Condition is not null) output.WriteLine($"  Holds: {rule.Condition}");
        foreach (var source in rule.Sources)
        {
            var work = Ledger.Default.Works[source.Work];
            output.WriteLine($"  Source: {work.Title}{(source.Place is null ? "" : ", " + source.Place)}{(source.Quote is null ? "" : $": \"{source.Quote}\"")}");
        }

        if (rule.Observe is not null) output.WriteLine($"  Observed: {rule.Observe}");
        foreach (var freedom in Ledger.Default.FreedomsOf(rule)) output.WriteLine($"  Freedom {freedom.Id}: {freedom.Point}");
        var scenarios = Scenario.All.Where(scenario => scenario.Rules.Contains(rule)).Select(scenario => scenario.Id).ToList();
        output.WriteLine($"  Scenarios: {(scenarios.Count > 0 ? string.Join(", ", scenarios) : "none")}");
    }
}
