using System.Globalization;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>The matrix for a person at a terminal, or in the log of a build.</summary>
public sealed class MatrixConsole(TextWriter output)
{
    /// <summary>Tells one fate in a line, and below it what was unexpected.</summary>
    public void Line(Fate fate)
    {
        output.WriteLine($"  {fate.Outcome.ToText(),-10}  {fate.Creature.Id}  {fate.Creature.Change}{Why(fate)}");
        foreach (var finding in Unexpected(fate))
            output.WriteLine($"                   {finding.Scenario} {finding.Verdict.ToText()}{(finding.Message is null ? "" : ": " + finding.Message)}");
    }

    /// <summary>Sums up.</summary>
    public void End(IReadOnlyList<Fate> fates, TimeSpan duration)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Summary(fates)} ({duration.TotalSeconds:0} s)"));
        var flagged = fates.Where(fate => fate.Creature is Mutant && fate.Diagnostics.Count > 0).ToList();
        output.WriteLine($"{flagged.Count} mutant{(flagged.Count == 1 ? " is" : "s are")} flagged by the analyzers: {string.Join(", ", flagged.Select(fate => fate.Creature.Id))}");
    }

    /// <summary>How many came to what, in words.</summary>
    public static string Summary(IReadOnlyList<Fate> fates)
    {
        int Count(Outcome outcome) => fates.Count(fate => fate.Outcome == outcome);
        var mutants = fates.Count(fate => fate.Creature is Mutant);
        return $"{mutants} mutant{(mutants == 1 ? "" : "s")}: {Count(Outcome.Killed)} killed, {Count(Outcome.Survived)} survived, {Count(Outcome.Astray)} astray, "
            + $"{Count(Outcome.Waits)} wait for scenarios, {Count(Outcome.NotJudged)} not judged here; "
            + $"{fates.Count - mutants} legal variants: {Count(Outcome.Passed)} passed, {Count(Outcome.Alarmed)} false alarms";
    }

    private static string Why(Fate fate) => fate switch
    {
        { Outcome: Outcome.Killed } => $"  [{string.Join(", ", fate.Kills.Take(3).Select(kill => $"{kill.Scenario}: {string.Join(" ", kill.Rules.Intersect(((Mutant)fate.Creature).Breaks))}"))}{(fate.Kills.Skip(3).Any() ? ", …" : "")}]",
        { Outcome: Outcome.Waits, Creature: Mutant mutant } => $"  [waits for {string.Join(", ", mutant.Killers)}]",
        { Outcome: Outcome.Alarmed, Diagnostics: [_, ..] flags } => $"  [flagged: {string.Join(", ", flags)}]",
        _ => "",
    };

    // Of a mutant that was not killed everything matters; of a variant that should have passed, the alarms.
    private static IEnumerable<Finding> Unexpected(Fate fate) => fate.Outcome switch
    {
        Outcome.Survived or Outcome.NotJudged => fate.Findings,
        Outcome.Astray or Outcome.Alarmed => fate.Findings.Where(finding => finding.IsAlarm),
        _ => [],
    };
}
