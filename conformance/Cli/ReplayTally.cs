using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>Counts what comes of the plays of a replay.</summary>
/// <param name="sought">The fingerprints of the failure that is replayed.</param>
internal sealed class ReplayTally(IReadOnlySet<string> sought)
{
    private int same;
    private int other;
    private int open;
    private int all;

    /// <summary>Takes a result.</summary>
    /// <returns>What it is, in a line.</returns>
    public string Add(ScenarioResult result)
    {
        all++;
        if (result.Verdict == Verdict.Fail)
        {
            var isSame = Baseline.Grave(result).Any(violation => sought.Contains(Fingerprint.Of(result.Scenario.Id, violation)));
            if (isSame) same++;
            else other++;
            return $"{all}. {(isSame ? "the same violation" : "another violation")}, {result.Message}";
        }

        if (result.Verdict != Verdict.Pass) open++;
        return $"{all}. {result.Verdict.ToText()}{(result.Message is null ? "" : $", {result.Message}")}";
    }

    /// <summary>How often the violation came back.</summary>
    public string Summary =>
        $"The violation came back in {same} of {all} plays{(other > 0 ? $", another in {other}" : "")}{(open > 0 ? $"; {open} were not judged" : "")}.";

    /// <summary>1 if any violation came, 2 if that is open, 0 if none did.</summary>
    public int ExitCode => same + other > 0 ? Reports.ExitCode.Violation : open > 0 ? Reports.ExitCode.Inconclusive : Reports.ExitCode.Conformant;
}
