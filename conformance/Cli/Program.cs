using System.CommandLine;
using PaxosConformance.Cli;
using PaxosConformance.Reports;

// What comes after -- is the subject's command, word by word; nothing of it is an option of ours.
var dashes = Array.IndexOf(args, "--");
var (ours, command) = dashes < 0 ? (args, []) : (args[..dashes], args[(dashes + 1)..]);

var root = new RootCommand("Tells whether an implementation of Paxos keeps the protocol's rules, rule by rule.")
{
    SmokeCommand.Make(command),
    RunCommand.Make(command),
    ServeCommand.Make(),
    ListCommand.Make(),
    ShowCommand.Make(),
    RulesCommand.Make(),
    MatrixCommand.Make(),
    InitCommand.Make(),
};

var parsed = root.Parse(ours);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine($"'paxos-conformance {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help' tells what can be said.");
    return ExitCode.BadArguments;
}

try
{
    // Ctrl-C ends the run, which then ends its nodes: it takes the time it needs.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.BadArguments;
}
catch (Exception e) when (e is not OperationCanceledException)
{
    Console.Error.WriteLine($"The suite itself failed; this says nothing about the subject. Please report it with these lines:\n{e}");
    return ExitCode.OwnFault;
}
