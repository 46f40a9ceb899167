using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <summary>Tells a walk to the author of an adapter.</summary>
/// <param name="output">Where to.</param>
/// <param name="arguments">The arguments that name the subject, as one would type them.</param>
/// <param name="command">The command that starts it; null where the suite does not start it.</param>
public sealed class SmokeConsole(TextWriter output, string arguments, SubjectCommand? command)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Mistake, string> named = [];

    /// <summary>Tells a line of the conversation.</summary>
    public void Line(string line)
    {
        lock (gate) output.WriteLine($"      {line}");
    }

    /// <summary>Tells a step when it is over.</summary>
    public void Step(StepResult step)
    {
        lock (gate)
        {
            output.WriteLine($"  {Word(step.Outcome),-8}  {step.Name,-11}  {step.What}");
            if (step.Reason is { } reason) output.WriteLine($"            {"",-11}  {reason}");
            foreach (var finding in step.Findings) Tell(finding, step.Name);
        }
    }

    /// <summary>Sums up.</summary>
    /// <param name="steps">All that was done.</param>
    /// <param name="hello">What the node said of itself, or null.</param>
    /// <param name="isDirect">Whether the nodes carry their messages themselves.</param>
    public void End(IReadOnlyList<StepResult> steps, InitOkBody? hello, bool isDirect)
    {
        if (hello is not null) TellAbilities(hello, isDirect);
        output.WriteLine();
        var wrong = steps.Where(step => step.Outcome == StepOutcome.Wrong).ToList();
        var mistakes = wrong.SelectMany(step => step.Findings).Select(finding => finding.Mistake).Distinct().ToList();
        int Count(StepOutcome outcome) => steps.Count(step => step.Outcome == outcome);
        output.WriteLine($"{steps.Count} steps: {Count(StepOutcome.Ok)} well, {wrong.Count} wrong, {Count(StepOutcome.NotDeclared)} not yet, {Count(StepOutcome.Unclear)} unclear"
            + (mistakes.Count == 0 ? "" : $"; {mistakes.Count} kind{(mistakes.Count == 1 ? "" : "s")} of mistake: {string.Join(", ", mistakes.Select(mistake => mistake.Name))}"));
        if (wrong.Count == 0) return;
        output.WriteLine("See the first again, with all that is said:");
        output.WriteLine($"  paxos-conformance smoke --until {wrong[0].Name} --verbose {arguments}".TrimEnd());
        if (command is null || wrong[0].Lines.Count == 0) return;
        output.WriteLine("Or by hand, without the suite:");
        output.WriteLine($"  {ByHand(wrong[0], command)}");
    }

    private void Tell(Finding finding, string step)
    {
        var isKnown = !named.TryAdd(finding.Mistake, step);
        output.WriteLine($"      Mistake:   {finding.Mistake.Name}{(isKnown ? $", as at '{named[finding.Mistake]}'" : "")}{(finding.Count > 1 ? $" ({finding.Count} times)" : "")}");
        if (isKnown) return;
        output.WriteLine($"      Sent:      {finding.Sent ?? "nothing"}");
        output.WriteLine($"      Received:  {finding.Received ?? "nothing"}");
        output.WriteLine($"      Expected:  {finding.Expected}");
        if (finding.Detail is { } detail) output.WriteLine($"      Namely:    {detail.Replace("\n", "\n        ", StringComparison.Ordinal)}");
        output.WriteLine($"      Remedy:    {finding.Mistake.Remedy}");
    }

    private void TellAbilities(InitOkBody hello, bool isDirect)
    {
        output.WriteLine();
        var capabilities = hello.Capabilities ?? [];
        output.WriteLine(!isDirect && capabilities.Contains(Capability.Messages)
            ? "Tier intercept: the suite carries the messages between nodes, and can judge everything that the capabilities allow."
            : "Tier observe: the suite judges what clients see, since the nodes carry their messages themselves.");
        foreach (var ability in Abilities.All.Where(ability => capabilities.Contains(ability.Name))) output.WriteLine($"  can      {ability.Name,-14}  {ability.With}");
        foreach (var ability in Abilities.All.Where(ability => !capabilities.Contains(ability.Name))) output.WriteLine($"  not yet  {ability.Name,-14}  {ability.With}; without it {ability.Without}");
    }

    // A node reads on while its input is open, and so keeps back what it does not flush.
    private static string ByHand(StepResult step, SubjectCommand command)
    {
        const string Data = "\"$data\"";
        var lines = step.Lines.Select(line => Shell.Quote(line).Replace(step.DataDirectory, $"'{Data}'", StringComparison.Ordinal));
        var words = command.Arguments.Prepend(command.Program).Select(word => Shell.Quote(word).Replace(SubjectCommand.DataDirectory, $"'{Data}'", StringComparison.Ordinal));
        return $"data=$(mktemp -d); {{ printf '%s\\n' {string.Join(' ', lines)}; sleep 2; }} | {string.Join(' ', words)}";
    }

    private static string Word(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Ok => "OK",
        StepOutcome.Wrong => "WRONG",
        StepOutcome.NotDeclared => "NOT YET",
        _ => "UNCLEAR",
    };
}
