using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Cli;

/// <summary>One run of the suite, from the first start of a node to the exit code.</summary>
internal sealed class Run
{
    public required Play Play { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required Gate Gate { get; init; }

    public required bool Verbose { get; init; }

    public required ReportFiles Reports { get; init; }

    public required Provenance Provenance { get; init; }

    public SnapshotOptions? Snapshots { get; init; }

    public async Task<int> Execute(CancellationToken cancel)
    {
        using var unheeded = GithubActions.Unheeded(Reports.Console);
        return await Play.Judged(
            async (pool, hello, network) =>
            {
                var settings = (Watched() with { Network = network, KeepsRemains = Gate.Evidence is not null }).For(hello);
                var judged = new SubjectReport(Play.Subject.Arguments, hello, settings.Network) { Options = Options };
                Play.Subject.Check(judged);
                var suite = new Suite(pool, settings);
                var report = await Report(judged, pool, suite, cancel);
                var isAsBefore = Snapshots is null || report.End != RunEnd.Completed || await Snapshots.Apply(suite, report.Scenarios, cancel);
                unheeded.Dispose();
                Reports.Write(report);
                if (report.End == RunEnd.Interrupted) Console.Error.WriteLine("Interrupted.");
                return isAsBefore ? report.ExitCode : ExitCode.Violation;
            },
            cancel);
    }

    private async Task<RunReport> Report(SubjectReport subject, NodePool pool, Suite suite, CancellationToken cancel)
    {
        var console = new ConsoleReport(Reports.Console) { Diagrams = Verbose ? TextStyle.OfConsole() : null };
        console.Begin(subject);
        var playing = new Playing(Scenarios, Gate, console);
        var end = await playing.Play(suite, cancel);
        var report = new RunReport(subject, playing.Results)
        {
            Provenance = Provenance,
            End = end,
            NotPlayed = playing.NotPlayed,
            Baseline = Gate.Baseline?.Path,
            MalformedAtStart = pool.Malformed,
        };
        if (Gate.WritesBaseline) report = Rebase(report);
        if (Gate.Evidence is { } place && EvidenceFolder.Keep(report, place)) report = report with { Evidence = place };
        console.End(report);
        return report;
    }

    private RunReport Rebase(RunReport report)
    {
        if (report.End != RunEnd.Completed)
        {
            Console.Error.WriteLine($"--baseline {Gate.Baseline!.Path} is left as it is: not everything was played.");
            return report;
        }

        var baseline = Gate.Baseline!.After(report);
        using (var file = File.Create(baseline.Path)) BaselineFile.Write(baseline, file);
        return baseline.Judge(report, Playing.Today);
    }

    // What decides how a scenario goes is told, so that a replay goes the same way.
    private string Options => (Play.Settings.Seed == 0 ? "" : $"--seed {Play.Settings.Seed} ") + (Play.Settings.Nodes == new SuiteSettings().Nodes ? "" : $"--nodes {Play.Settings.Nodes} ") + (Play.Reset ? "" : "--no-reset ");

    private SuiteSettings Watched() => Verbose
        ? Play.Settings with { Watch = (scenario, e) => Reports.Console.WriteLine(Visible.Line($"{scenario.Id} {TraceText.Show(e)}")) }
        : Play.Settings;
}
