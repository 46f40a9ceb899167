using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>What a run found out: the one model that every writer tells in its own way.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Scenarios">The results, in the order of the suite.</param>
public sealed record RunReport(SubjectReport Subject, IReadOnlyList<ScenarioResult> Scenarios)
{
    /// <summary>How the run was made.</summary>
    public Provenance Provenance { get; init; } = new();

    /// <summary>Why the run ended.</summary>
    public RunEnd End { get; init; }

    /// <summary>The scenarios that were chosen, but not played when the run ended.</summary>
    public IReadOnlyList<string> NotPlayed { get; init; } = [];

    /// <summary>The baseline that the verdicts were set against, as the user named it; null: none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The directory with the evidence bundles, as the user named it; null: none were kept.</summary>
    public string? Evidence { get; init; }

    /// <summary>Runs of other tools, as SARIF has them, that <see cref="SarifReport"/> puts beside this one.</summary>
    public IReadOnlyList<System.Text.Json.Nodes.JsonNode> OtherRuns { get; init; } = [];

    /// <summary>The verdict on every rule that a played scenario is about, in the order of the ledger.</summary>
    public IReadOnlyList<RuleResult> Rules => RuleResult.Of(Scenarios);

    /// <summary>The results with a verdict.</summary>
    public IEnumerable<ScenarioResult> With(Verdict verdict) => Scenarios.Where(result => result.Verdict == verdict);

    /// <summary>What nodes said, as they were started, that was no message of the protocol.</summary>
    public IReadOnlyCollection<MalformedLine> MalformedAtStart { get; init; } = [];

    /// <summary>All lines that were no messages of the protocol, told once for each kind of fault.</summary>
    public IReadOnlyList<MalformedReport> Malformed => MalformedReport.Of(Scenarios, MalformedAtStart);

    /// <summary>How many scenarios ended with a verdict.</summary>
    public int Count(Verdict verdict) => With(verdict).Count();

    /// <summary>
    /// The exit code that says it all: 1 for a violation that is not known, or one that is known and gone; 2 where something could not be judged, or was not
    /// played; 0 for a conformant subject.
    /// </summary>
    public int ExitCode => End == RunEnd.Interrupted ? Reports.ExitCode.Interrupted
        : Count(Verdict.Fail) + Count(Verdict.Fixed) > 0 ? Reports.ExitCode.Violation
        : Count(Verdict.Inconclusive) + NotPlayed.Count > 0 || Count(Verdict.Pass) + Count(Verdict.Known) == 0 ? Reports.ExitCode.Inconclusive
        : Reports.ExitCode.Conformant;

    /// <summary>The scenarios in numbers: <c>93 scenarios: 92 passed, 1 failed, 0 inconclusive, 0 not applicable</c>.</summary>
    public string Summary =>
        $"{Scenarios.Count} scenario{(Scenarios.Count == 1 ? "" : "s")}: {Count(Verdict.Pass)} passed, {Count(Verdict.Fail)} failed, " +
        $"{Count(Verdict.Inconclusive)} inconclusive, {Count(Verdict.NotApplicable)} not applicable" +
        (Count(Verdict.Known) is > 0 and var known ? $", {known} known" : "") +
        (Count(Verdict.Fixed) is > 0 and var gone ? $", {gone} fixed" : "") +
        (NotPlayed.Count > 0 ? $"; {NotPlayed.Count} not played: {Why(End)}" : "");

    private static string Why(RunEnd end) => end switch
    {
        RunEnd.FailFast => "the run ended at the first failure",
        RunEnd.Timeout => "the time was up",
        _ => "the run was interrupted",
    };
}

/// <summary>Why a run ended.</summary>
public enum RunEnd
{
    /// <summary>Everything was played.</summary>
    Completed,

    /// <summary>It was to end at the first failure, and there was one.</summary>
    FailFast,

    /// <summary>The time that it was given was up.</summary>
    Timeout,

    /// <summary>The user ended it.</summary>
    Interrupted,
}
