using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>The failures that are known and put up with for now. Whatever else fails, and whatever of these is gone, fails the gate.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Known">Its lines.</param>
public sealed record Baseline(string Path, IReadOnlyList<KnownFailure> Known)
{
    /// <summary>Sets the verdicts of a run against what is known.</summary>
    /// <param name="report">The run, as it came.</param>
    /// <param name="today">A failure that is known until yesterday is known no longer.</param>
    public RunReport Judge(RunReport report, DateOnly today) => report with { Scenarios = report.Scenarios.Select(result => Judge(result, today)).ToList(), Baseline = Path };

    /// <summary>Sets the verdict of one scenario against what is known.</summary>
    public ScenarioResult Judge(ScenarioResult result, DateOnly today)
    {
        result = AsItCame(result);
        var lines = Known.Where(line => line.Scenario == result.Scenario.Id).ToList();
        return result.Verdict switch
        {
            Verdict.Pass when lines.Count > 0 => result with { Verdict = Verdict.Fixed, Remark = Gone(lines) },
            Verdict.Fail => Failed(result, lines, today),
            _ => result,
        };
    }

    /// <summary>The baseline that knows every failure of a run, with what people wrote to the lines that stay. What was not judged keeps its lines.</summary>
    /// <param name="report">The run, whatever its verdicts were set against.</param>
    public Baseline After(RunReport report)
    {
        var judged = report.Scenarios.Where(result => result.Verdict is not (Verdict.Inconclusive or Verdict.NotApplicable)).Select(result => result.Scenario.Id).ToHashSet();
        var failures = report.Scenarios.Where(result => result.Verdict is Verdict.Fail or Verdict.Known)
            .SelectMany(result => Grave(result).Select(violation => Line(result, violation)));
        return this with { Known = [.. Known.Where(line => !judged.Contains(line.Scenario)).Concat(failures).OrderBy(line => line.Scenario, StringComparer.Ordinal).ThenBy(line => line.Rule, StringComparer.Ordinal)] };
    }

    /// <summary>The violations that a verdict rests on: advice that was not followed is not among them.</summary>
    public static IEnumerable<Violation> Grave(ScenarioResult result) => result.Violations.Where(violation => violation.IsGrave());

    // Without what an earlier state of the baseline made of it.
    private static ScenarioResult AsItCame(ScenarioResult result) => result with
    {
        Verdict = result.Verdict switch { Verdict.Known => Verdict.Fail, Verdict.Fixed => Verdict.Pass, var other => other },
        Known = [],
        Remark = null,
    };

    private ScenarioResult Failed(ScenarioResult result, List<KnownFailure> lines, DateOnly today)
    {
        var complaints = Grave(result).Select(violation => (violation.Rule, Complaint: Complaint(result, violation, lines, today))).ToList();
        var known = complaints.Where(of => of.Complaint is null).Select(of => of.Rule).ToList();
        if (known.Count == complaints.Count) return result with { Verdict = Verdict.Known, Known = known, Remark = Remind(lines) };
        var remark = string.Join('\n', complaints.Select(of => of.Complaint).Where(words => words?.Length > 0));
        return result with { Known = known, Remark = remark.Length > 0 ? remark : null };
    }

    // Null: the failure is known. Empty: nobody ever said it was.
    private string? Complaint(ScenarioResult result, Violation violation, List<KnownFailure> lines, DateOnly today)
    {
        var ofRule = lines.Where(line => line.Rule == violation.Rule).ToList();
        var print = Fingerprint.Of(result.Scenario.Id, violation);
        var alike = ofRule.Where(line => line.Fingerprint is null || line.Fingerprint == print).ToList();
        if (alike.Any(line => !line.HasExpired(today))) return null;
        if (alike.Count > 0) return $"{violation.Rule} was known until {alike[0].Expires:yyyy-MM-dd}: mend it, or give the line in {Path} a later 'expires'";
        return ofRule.Count == 0 ? "" : $"{violation.Rule} fails in another way than the known one ({ofRule[0].Fingerprint}); this one is {print}: mend it, or run again with --write-baseline";
    }

    private string Gone(List<KnownFailure> lines)
    {
        var rules = string.Join(", ", lines.Select(line => line.Rule).Distinct());
        return $"{rules} {(lines.Select(line => line.Rule).Distinct().Count() == 1 ? "is" : "are")} known to fail here, and the scenario passes: " +
               $"remove {(lines.Count == 1 ? "its line" : $"its {lines.Count} lines")} from {Path}, or run again with --write-baseline";
    }

    private static string? Remind(List<KnownFailure> lines)
    {
        var notes = string.Join('\n', lines.Select(line => line.Note).Where(note => note.Length > 0).Distinct());
        return notes.Length > 0 ? notes : null;
    }

    private KnownFailure Line(ScenarioResult result, Violation violation)
    {
        var print = Fingerprint.Of(result.Scenario.Id, violation);
        var past = Known.Where(line => line.Scenario == result.Scenario.Id && line.Rule == violation.Rule).ToList();
        var kept = past.Find(line => line.Fingerprint == print) ?? past.FirstOrDefault();

        // Who left the fingerprint away meant every failure of the rule.
        return new KnownFailure(result.Scenario.Id, violation.Rule, kept is { Fingerprint: null } ? null : print)
        {
            Actual = violation.Actual,
            Owner = kept?.Owner,
            Issue = kept?.Issue,
            Expires = kept?.Expires,
        };
    }
}

/// <summary>One known failure.</summary>
/// <param name="Scenario">Where it shows.</param>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Fingerprint">Which failure it is; null: any failure of the rule in the scenario.</param>
public sealed record KnownFailure(string Scenario, string Rule, string? Fingerprint)
{
    /// <summary>What came when it was written down: for people.</summary>
    public string? Actual { get; init; }

    /// <summary>Who is to mend it.</summary>
    public string? Owner { get; init; }

    /// <summary>Where that is kept track of: a link, or a number.</summary>
    public string? Issue { get; init; }

    /// <summary>The last day on which it is put up with, in UTC; null: none.</summary>
    public DateOnly? Expires { get; init; }

    internal string Note => string.Join(", ", new[] { Issue is null ? null : $"issue {Issue}", Owner is null ? null : $"owner {Owner}", Expires is null ? null : $"until {Expires:yyyy-MM-dd}" }.OfType<string>());

    internal bool HasExpired(DateOnly today) => Expires < today;
}
