using System.CommandLine;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary><c>recheck</c>: lets the oracle of today judge the trace of an old failure.</summary>
internal static class RecheckCommand
{
    public static Command Make()
    {
        var bundles = new Argument<string[]>("BUNDLE") { Description = "Evidence bundles (run --evidence DIR).", Arity = ArgumentArity.OneOrMore };
        var command = new Command("recheck", "Lets the oracle of this version judge the traces of evidence bundles. Nothing is played. What a scenario itself expected, "
            + "beyond what the oracle knows, only 'replay' can tell.") { bundles };
        command.SetAction(parsed => parsed.GetRequiredValue(bundles).Select(path => Recheck(path, SavedRun.Bundle(path), Console.Out)).ToList() switch
        {
            var codes when codes.Contains(ExitCode.Violation) => ExitCode.Violation,
            var codes when codes.Contains(ExitCode.Inconclusive) => ExitCode.Inconclusive,
            _ => ExitCode.Conformant,
        });
        return command;
    }

    private static int Recheck(string path, RunReport report, TextWriter output)
    {
        var result = report.Scenarios[0];
        if (result.Stages.Count == 0) throw new UsageException($"{path}: it does not say who played: make it anew");
        var found = Stage.Judge(result.Stages, result.Events);
        output.WriteLine(Visible.Line($"{path}: {result.Scenario.Id} of version {report.Provenance.Suite}, {result.Events.Count} events"));
        foreach (var violation in found)
        {
            var was = result.Violations.Any(old => old.Rule == violation.Rule) ? "still" : "new";
            output.WriteLine(Visible.Line($"  {was,-5}  {violation.Rule}: {violation.Actual}  (events {string.Join(", ", violation.Proof)})"));
        }

        var silent = result.Violations.Where(old => found.All(violation => violation.Rule != old.Rule)).ToList();
        foreach (var old in silent) output.WriteLine(Visible.Line($"  open   {old.Rule}: {old.Actual}  (the oracle does not hold this against the trace; the scenario may have: replay)"));
        if (found.Any(violation => violation.IsGrave())) return ExitCode.Violation;
        return silent.Count > 0 ? ExitCode.Inconclusive : ExitCode.Conformant;
    }
}
