using System.Text.Json;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports;

/// <summary>Reads what <see cref="JsonReport"/> wrote, and puts the parts of a run together.</summary>
public static class SavedResults
{
    /// <summary>Reads a JSON report.</summary>
    /// <param name="name">How messages name the file.</param>
    /// <param name="json">What is in it.</param>
    /// <exception cref="FormatException">It is no report, or one that this version of the suite cannot tell; says why.</exception>
    public static RunReport Read(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            using (var any = JsonDocument.Parse(json.ToArray()))
            {
                if (any.RootElement.ValueKind != JsonValueKind.Object || !any.RootElement.TryGetProperty("scenarios", out _)) throw new FormatException($"{name}: this is no report of a run");
                if (!any.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number) || number != JsonRun.Version)
                    throw new FormatException($"{name}: the report is of another format than {JsonRun.Version}, which this version of the suite reads: run again with --report json=FILE");
            }

            var run = JsonSerializer.Deserialize(json, JsonModelContext.Plain.JsonRun)!;
            return Report(name, run);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{name}: this is no report of a run: {e.Message.Split(" LineNumber:")[0]}");
        }
    }

    /// <summary>Puts the parts of a run together: shards, or different scenarios of the same subject.</summary>
    /// <param name="parts">The parts, with the names of their files.</param>
    /// <exception cref="FormatException">They do not belong together, or one is missing; says which.</exception>
    public static RunReport Merge(IReadOnlyList<(string Name, RunReport Report)> parts)
    {
        var (first, report) = parts[0];
        if (parts.Count == 1 && report.Provenance.Shard is null or { Of: 1 }) return report;
        foreach (var (name, other) in parts.Skip(1))
        {
            if (other.Subject.Name != report.Subject.Name || other.Subject.Tier != report.Subject.Tier)
                throw new FormatException($"{first} is about {report.Subject.Name} at tier {report.Subject.Tier}, and {name} about {other.Subject.Name} at tier {other.Subject.Tier}: reports of one subject are put together");
        }

        if (parts.SelectMany(part => part.Report.Scenarios.Select(result => (part.Name, result.Scenario.Id))).GroupBy(one => one.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FormatException($"{twice.Key} is in {string.Join(" and in ", twice.Select(one => one.Name))}: each scenario is to be in one of them");
        CheckShards(parts);
        var order = Scenario.All.Index().ToDictionary(of => of.Item, of => of.Index);
        return new RunReport(report.Subject, [.. parts.SelectMany(part => part.Report.Scenarios).OrderBy(result => order[result.Scenario])])
        {
            Provenance = report.Provenance with { Shard = null, Started = parts.Min(part => part.Report.Provenance.Started) },
            End = parts.Max(part => part.Report.End),
            MalformedAtStart = parts.SelectMany(part => part.Report.MalformedAtStart).ToList(),
            NotPlayed = parts.SelectMany(part => part.Report.NotPlayed).ToList(),
            Baseline = parts.Select(part => part.Report.Baseline).FirstOrDefault(path => path is not null),
            Evidence = parts.Select(part => part.Report.Evidence).FirstOrDefault(path => path is not null),
        };
    }

    // A shard that was lost must not be green.
    private static void CheckShards(IReadOnlyList<(string Name, RunReport Report)> parts)
    {
        var shards = parts.Select(part => part.Report.Provenance.Shard).OfType<Shard>().ToList();
        if (shards.Count == 0) return;
        if (shards.Count < parts.Count || shards.Select(shard => shard.Of).Distinct().Count() > 1)
            throw new FormatException($"these are no parts of one run: {string.Join(", ", parts.Select(part => $"{part.Name} is {part.Report.Provenance.Shard?.ToString() ?? "a whole run"}"))}");
        var missing = Enumerable.Range(1, shards[0].Of).Except(shards.Select(shard => shard.Number)).Select(number => $"{number}/{shards[0].Of}").ToList();
        if (missing.Count > 0) throw new FormatException($"the shard{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing: name the reports of all");
    }

    private static RunReport Report(string name, JsonRun run)
    {
        var implementation = run.Subject.Name is { } told ? new Implementation { Name = told, Version = run.Subject.Version, Language = run.Subject.Language } : null;
        var network = run.Subject.Tier == SubjectReport.Observe ? NetworkMode.Direct : NetworkMode.Auto;
        var subject = new SubjectReport(run.Subject.Command, new InitOkBody { Implementation = implementation, Capabilities = run.Subject.Capabilities }, network) { Options = run.Subject.Options };
        return new RunReport(subject, run.Scenarios.Select(scenario => Result(name, run, scenario)).ToList())
        {
            Provenance = new Provenance
            {
                Suite = run.Run.Suite,
                Runtime = run.Run.Runtime,
                System = run.Run.System,
                Started = run.Run.Started,
                Arguments = run.Run.Arguments,
                Shard = run.Run.Shard is { } shard ? Shard.Parse(shard) ?? throw new FormatException($"{name}: '{shard}' is no shard") : null,
            },
            End = run.Run.End,
            MalformedAtStart = run.MalformedAtStart ?? [],
            NotPlayed = run.Run.NotPlayed,
            Baseline = run.Run.Baseline,
            Evidence = run.Run.Evidence,
        };
    }

    private static ScenarioResult Result(string name, JsonRun run, JsonScenario saved)
    {
        FormatException Unknown(string what) => new($"{name}: it is of version {run.Run.Suite} of the suite, and version {Provenance.SuiteVersion} has no {what}: run again");
        var scenario = Scenario.All.FirstOrDefault(scenario => scenario.Id == saved.Id) ?? throw Unknown($"scenario {saved.Id}");
        var verdict = Enum.GetValues<Verdict>().Where(verdict => verdict.ToText() == saved.Verdict).Select(verdict => (Verdict?)verdict).FirstOrDefault() ?? throw Unknown($"verdict {saved.Verdict}");
        if (saved.Violations.FirstOrDefault(violation => !Ledger.Default.TryGetRule(violation.Rule, out _)) is { } foreign) throw Unknown($"rule {foreign.Rule}");
        return new ScenarioResult(
            scenario,
            verdict,
            saved.Message,
            saved.Violations.Select(violation => new Violation(violation.Rule, violation.Expected, violation.Actual, violation.Proof)).ToList(),
            saved.NotJudged,
            [],
            saved.Events,
            TimeSpan.FromMilliseconds(saved.DurationMs))
        {
            AlsoJudged = saved.AlsoJudged,
            Known = saved.Violations.Where(violation => violation.Known).Select(violation => violation.Rule).ToList(),
            Remark = saved.Remark,
            Plays = saved.Plays,
            Drawn = saved.Drawn,
            Faults = saved.Faults,
            Stages = saved.Stages,
        };
    }
}
