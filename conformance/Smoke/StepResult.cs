namespace PaxosConformance.Smoke;

/// <summary>What came of one step of the walk.</summary>
/// <param name="Name">The step, as <c>--until</c> takes it.</param>
/// <param name="What">What was done, and what was to be seen.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Findings">The mistakes that were found, each once.</param>
/// <param name="Reason">Why it was left out or could not be judged; null otherwise.</param>
public sealed record StepResult(string Name, string What, StepOutcome Outcome, IReadOnlyList<Finding> Findings, string? Reason)
{
    /// <summary>The lines that lead a process by hand to where the first mistake was seen; empty where that takes more than one process.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The data directory that the lines name.</summary>
    public string DataDirectory { get; init; } = "";
}

/// <summary>What can come of a step.</summary>
public enum StepOutcome
{
    /// <summary>All was right.</summary>
    Ok,

    /// <summary>A mistake was found.</summary>
    Wrong,

    /// <summary>The adapter does not declare what the step is about: it cannot do it yet.</summary>
    NotDeclared,

    /// <summary>It could not be judged.</summary>
    Unclear,
}

/// <summary>Ends a step: a mistake was found.</summary>
internal sealed class MistakenException(Finding finding) : Exception(finding.Mistake.Name)
{
    public Finding Finding => finding;
}

/// <summary>Ends a step: it is not for this adapter, or cannot be judged.</summary>
internal sealed class LeftOutException(StepOutcome outcome, string reason) : Exception(reason)
{
    public StepOutcome Outcome => outcome;
}
