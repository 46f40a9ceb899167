using System.CommandLine;
using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary><c>merge</c>: puts the parts of a run together, and is the gate for all of them.</summary>
internal static class MergeCommand
{
    public static Command Make()
    {
        var saved = new Argument<string[]>("RESULT") { Description = "The JSON reports of all parts (run --shard I/N --report json=FILE).", Arity = ArgumentArity.OneOrMore };
        var reports = new ReportOptions();
        var command = new Command("merge", "Puts the results of shards together and tells them like one run, with its exit code.") { saved };
        foreach (var option in reports.All) command.Add(option);
        command.SetAction(parsed =>
        {
            var files = reports.Read(parsed);
            var report = SavedRun.Read(parsed.GetRequiredValue(saved));
            using var unheeded = GithubActions.Unheeded(files.Console);
            var console = new ConsoleReport(files.Console);
            console.Begin(report.Subject);
            foreach (var result in report.Scenarios) console.Line(result);
            console.End(report);
            unheeded.Dispose();
            files.Write(report);
            return report.ExitCode;
        });
        return command;
    }
}
