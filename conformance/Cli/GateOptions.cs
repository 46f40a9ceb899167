using System.CommandLine;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>The options that make a gate of a run: what is known, how often and for how long it is played, and what is kept.</summary>
internal sealed class GateOptions
{
    private readonly Option<string> baseline = new("--baseline")
    {
        Description = "A file with the failures that are known: they fail nothing as long as they fail the same way. Whatever else fails, and whatever of these is gone, does.",
        HelpName = "FILE",
    };

    private readonly Option<bool> writeBaseline = new("--write-baseline") { Description = "Write the failures of this run to the file of --baseline." };
    private readonly Option<string> evidence = new("--evidence") { Description = "Keep an evidence bundle of every scenario that fails: the trace, the data and the stderr of the nodes, and what a replay needs.", HelpName = "DIR" };
    private readonly Option<bool> failFast = new("--fail-fast") { Description = "End the run at the first failure that is not known." };
    private readonly Option<int> repeat = PlayOptions.Number("--repeat", "How often each scenario is played; the gravest verdict counts.", 1, 1, 10_000);
    private readonly Option<int?> timeout = new("--timeout") { Description = "For how many seconds the run may go on. What has not been played by then is not judged.", HelpName = "SECONDS" };
    private readonly Option<string> shard = new("--shard") { Description = "Play only one of several parts, such as 2/3; 'merge' puts the results together.", HelpName = "I/N" };

    public GateOptions()
    {
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && (!int.TryParse(given, out var seconds) || seconds < 1)) result.AddError($"--timeout is {given}: seconds from 1 are expected");
        });
        shard.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && Reports.Shard.Parse(given) is null) result.AddError($"--shard is {given}: a part such as 2/3 is expected, from 1/3 to 3/3");
        });
    }

    public IEnumerable<Option> All => [baseline, writeBaseline, evidence, failFast, repeat, timeout, shard];

    /// <summary>Which part of the scenarios is wanted; null: all of them.</summary>
    public Shard? Shard(ParseResult parsed) => parsed.GetValue(shard) is { } text ? Reports.Shard.Parse(text) : null;

    /// <summary>The scenarios of the part that is wanted.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public IReadOnlyList<Scenario> Part(ParseResult parsed, IReadOnlyList<Scenario> all)
    {
        if (Shard(parsed) is not { } part) return all;
        return part.Choose(all) is { Count: > 0 } chosen ? chosen : throw new UsageException($"--shard {part}: there are only {all.Count} scenarios to divide");
    }

    /// <summary>Reads the rest of what the user said.</summary>
    /// <exception cref="UsageException">The baseline cannot be read, or there is no place for the evidence.</exception>
    public Gate Read(ParseResult parsed)
    {
        var (path, writes, stops) = (parsed.GetValue(baseline), parsed.GetValue(writeBaseline), parsed.GetValue(failFast));
        if (writes && path is null) throw new UsageException("--write-baseline needs --baseline FILE: that is where it writes");
        if (writes && stops) throw new UsageException("--write-baseline and --fail-fast do not go together: a baseline needs every failure");
        if (writes) ReportFile.CheckPath($"--baseline {path}", path!);
        return new Gate
        {
            Baseline = path is null ? null : writes && !File.Exists(path) ? new Baseline(path, []) : Known(path),
            WritesBaseline = writes,
            Evidence = parsed.GetValue(evidence) is { } directory ? Place(directory) : null,
            FailFast = stops,
            Repeat = parsed.GetValue(repeat),
            Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static Baseline Known(string path) => File.Exists(path)
        ? InputFile.Read("--baseline", path, text => BaselineFile.Read(path, text))
        : throw new UsageException($"--baseline {path}: there is no such file: --write-baseline makes one of the failures of a run");

    private static string Place(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return directory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--evidence {directory}: {e.Message}");
        }
    }
}

/// <summary>What makes a gate of a run.</summary>
internal sealed record Gate
{
    /// <summary>The failures that are known; null: there is no baseline.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Whether the baseline is to be what this run finds.</summary>
    public bool WritesBaseline { get; init; }

    /// <summary>Where evidence is kept; null: nowhere.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether the run ends at the first failure that is not known.</summary>
    public bool FailFast { get; init; }

    /// <summary>How often each scenario is played.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>How long the run may take; null: as long as it wants.</summary>
    public TimeSpan? Timeout { get; init; }
}
