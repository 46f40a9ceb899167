using System.CommandLine;
using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary><c>replay</c>: plays the scenario of a bundle again as it went then, and counts how often the violation comes back.</summary>
internal static class ReplayCommand
{
    /// <param name="subject">The words after <c>--</c>: the command that starts one node.</param>
    public static Command Make(IReadOnlyList<string> subject)
    {
        var bundle = new Argument<string>("BUNDLE") { Description = "An evidence bundle (run --evidence DIR)." };
        var times = PlayOptions.Number("--repeat", "How often it is played.", 10, 1, 10_000);
        var command = new Command("replay", "Plays the scenario of an evidence bundle again, with what was drawn at random then, and tells in how many plays the violation came "
            + "back. After -- may come another command that starts one node; without it the one of the bundle is run, which is whatever its author wrote there.") { bundle, times };
        command.SetAction(async (parsed, cancel) =>
        {
            await Task.Yield();
            var path = parsed.GetRequiredValue(bundle);
            var report = SavedRun.Bundle(path);
            using var unheeded = GithubActions.Unheeded(Console.Out);
            return await Replay(report, Recorded(path, report, subject), parsed.GetValue(times), cancel);
        });
        return command;
    }

    // The run's own command line says how scenarios were played.
    private static Play Recorded(string path, RunReport report, IReadOnlyList<string> subject)
    {
        var arguments = report.Provenance.Arguments.ToList();
        var dashes = arguments.IndexOf("--");
        var (ours, words) = dashes < 0 ? (arguments, []) : (arguments[..dashes], arguments[(dashes + 1)..]);
        var play = new PlayOptions();
        var parsed = new RootCommand { RunCommand.Make([], [], play) }.Parse(ours);
        return parsed.Errors.Count == 0 && parsed.CommandResult.Command.Name == "run"
            ? play.Read(parsed, subject.Count > 0 ? subject : words, replaces: subject.Count > 0)
            : throw new UsageException($"{path}: version {report.Provenance.Suite} of the suite was run with '{string.Join(' ', ours.Select(Shell.Quote))}', which this version does not understand");
    }

    private static Task<int> Replay(RunReport report, Play play, int times, CancellationToken cancel)
    {
        var old = report.Scenarios[0];
        var sought = Baseline.Grave(old).Select(violation => Fingerprint.Of(old.Scenario.Id, violation)).ToHashSet();
        return play.Judged(
            async (pool, hello, network) =>
            {
                var settings = (play.Settings with { Network = network, Jobs = 1, Replay = new Dictionary<string, Drawn> { [old.Scenario.Id] = old.Drawn } }).For(hello);
                var now = new SubjectReport(play.Subject.Arguments, hello, settings.Network);
                Console.WriteLine(Visible.Line($"{old.Scenario.Id}: {old.Scenario.Title}"));
                Console.WriteLine(Visible.Line($"  then: {report.Subject.Name}, {old.Message}"));
                Console.WriteLine(Visible.Line($"  now:  {now.Name}"));
                var tally = new ReplayTally(sought);
                await new Suite(pool, settings).Play([.. Enumerable.Repeat(old.Scenario, times)], result => Console.WriteLine(Visible.Line($"  {tally.Add(result)}")), cancel);
                Console.WriteLine(tally.Summary);
                return tally.ExitCode;
            },
            cancel);
    }
}
