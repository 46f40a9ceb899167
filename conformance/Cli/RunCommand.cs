using System.CommandLine;
using PaxosConformance.Hosts;
using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary><c>run</c>: plays the suite against a subject.</summary>
internal static class RunCommand
{
    /// <param name="subject">The words after <c>--</c>: the command that starts one node.</param>
    /// <param name="arguments">The whole command line, for the record.</param>
    public static Command Make(IReadOnlyList<string> subject, IReadOnlyList<string> arguments) => Make(subject, arguments, new PlayOptions());

    /// <param name="subject">The command that starts one node.</param>
    /// <param name="arguments">The whole command line, for the record.</param>
    /// <param name="play">The options of this command that say how scenarios are played.</param>
    public static Command Make(IReadOnlyList<string> subject, IReadOnlyList<string> arguments, PlayOptions play)
    {
        var (selection, gate, reports) = (new Selection(), new GateOptions(), new ReportOptions());
        var verbose = new Option<bool>("--verbose") { Description = "Tell every message." };
        var command = new Command("run", "Plays the scenarios against an implementation and judges it. After -- comes the command that starts one node of it; "
            + $"{SubjectCommand.DataDirectory} in it becomes the node's data directory. Without a command the reference node is judged.");
        foreach (var option in (IEnumerable<Option>)[.. play.All, verbose, .. reports.All, .. selection.Options, .. gate.All, .. SnapshotOptions.All]) command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            // Ctrl-C is heard from here on: the command line takes it over as soon as it gets the thread back.
            await Task.Yield();
            var files = reports.Read(parsed);
            var run = new Run
            {
                Play = play.Read(parsed, subject),
                Scenarios = gate.Part(parsed, selection.Choose(parsed)),
                Verbose = parsed.GetValue(verbose),
                Gate = gate.Read(parsed),
                Snapshots = SnapshotOptions.From(parsed),
                Reports = files,
                Provenance = new Provenance { Started = TimeProvider.System.GetUtcNow(), Arguments = arguments, Shard = gate.Shard(parsed) },
            };
            return await run.Execute(cancel);
        });
        return command;
    }
}
