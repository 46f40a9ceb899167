using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Cli;

/// <summary>One run of the suite, from the first start of a node to the exit code.</summary>
internal sealed class Run
{
    private readonly ConsoleReport console = new(Console.Out);

    public required RunSubject Subject { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required SuiteSettings Settings { get; init; }

    public required bool Verbose { get; init; }

    public required bool Reset { get; init; }

    public required IReadOnlyList<ReportFile> Reports { get; init; }

    public SnapshotOptions? Snapshots { get; init; }

    public async Task<int> Execute(CancellationToken cancel)
    {
        using var directory = RunDirectory.Create();
        try
        {
            var host = await Subject.HostIn(directory);
            await using var engine = host as IAsyncDisposable;
            await using var pool = new NodePool(host, directory, Settings.StartPatience, Settings.Time) { Complete = Subject.Complete, Reuses = Reset };
            var (hello, network) = await Meeting.Hold(pool, Settings.Network, cancel);
            var settings = (Watched() with { Network = network }).For(hello);
            var subject = new SubjectReport(Subject.Arguments, hello, settings.Network) { Options = Options };
            Subject.Check(subject);
            console.Begin(subject);
            var suite = new Suite(pool, settings);
            var results = await suite.Play(Scenarios, new Progress(Scenarios, console).Done, cancel);
            var report = new RunReport(subject, results) { MalformedAtStart = pool.Malformed };
            console.End(report);
            foreach (var file in Reports) file.Write(report);
            return Snapshots is null || await Snapshots.Apply(suite, results, cancel) ? report.ExitCode : ExitCode.Violation;
        }
        catch (Exception e) when (e is StartFailedException or ConfigurationRefusedException)
        {
            Console.Error.WriteLine($"The subject could not be started: {Subject.Arguments}\nA node of it {e.Message}".Replace("A node of it '", "'", StringComparison.Ordinal));
            return ExitCode.NotStarted;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    // What decides how a scenario goes is told, so that a replay goes the same way.
    private string Options => (Settings.Seed == 0 ? "" : $"--seed {Settings.Seed} ") + (Settings.Nodes == new SuiteSettings().Nodes ? "" : $"--nodes {Settings.Nodes} ") + (Reset ? "" : "--no-reset ");

    private SuiteSettings Watched() => Verbose
        ? Settings with { Watch = (scenario, e) => Console.Out.WriteLine($"{scenario.Id} {TraceText.Show(e)}") }
        : Settings;
}
