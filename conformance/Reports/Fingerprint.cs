using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>
/// What tells one failure from another over many runs. Ballots, clocks, counts, process ids and addresses differ from run to run, so numbers do not count;
/// the rule, the scenario, what was expected and what came do.
/// </summary>
public static partial class Fingerprint
{
    /// <summary>How many hexadecimal digits one has.</summary>
    public const int Length = 16;

    /// <summary>The fingerprint of a violation in a scenario.</summary>
    public static string Of(string scenario, Violation violation)
    {
        var text = string.Join('\n', [scenario, violation.Rule, Normalised(violation.Actual), .. violation.Expected.Select(Normalised)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    private static string Normalised(string text) => Blank().Replace(Number().Replace(text, "#"), " ").Trim();

    // Hashes and addresses are numbers, too, if they are long enough to be told from words.
    [GeneratedRegex(@"\b(0x)?(?=[a-fA-F]*\d)[0-9a-fA-F]{8,}\b|\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
