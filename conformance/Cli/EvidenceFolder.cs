using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>The directory that evidence bundles are kept in.</summary>
internal static class EvidenceFolder
{
    /// <summary>Keeps a bundle of every scenario that failed, known or not.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool Keep(RunReport report, string place)
    {
        var failures = report.Scenarios.Where(result => result.Verdict is Verdict.Fail or Verdict.Known).ToList();
        foreach (var failure in failures)
        {
            var path = Path.Combine(place, failure.Scenario.Id);
            try
            {
                EvidenceBundle.Write(report, failure, path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The verdict is worth more than the evidence.
                Console.Error.WriteLine($"--evidence {path}: {e.Message}");
            }
        }

        return failures.Count > 0;
    }
}
