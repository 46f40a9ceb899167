using System.CommandLine;

namespace PaxosConformance.Cli;

/// <summary><c>report</c>: writes reports of a run that is over.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var saved = new Argument<string[]>("RESULT") { Description = "JSON reports (--report json=FILE) and evidence bundles (--evidence DIR).", Arity = ArgumentArity.OneOrMore };
        var reports = new ReportOptions();
        var command = new Command("report", "Writes reports of a run that is over, from its JSON report or from evidence bundles. It plays nothing, and judges nothing.") { saved };
        foreach (var option in reports.All) command.Add(option);
        command.SetAction(parsed =>
        {
            var files = reports.Read(parsed);
            if (files.Files.Count == 0) throw new UsageException("report: which? Name them with --report KIND=FILE");
            files.Write(SavedRun.Read(parsed.GetRequiredValue(saved)));
            return 0;
        });
        return command;
    }
}
