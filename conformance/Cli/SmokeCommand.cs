using System.CommandLine;
using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Smoke;

namespace PaxosConformance.Cli;

/// <summary><c>smoke</c>: walks through the protocol with one node, and names the mistakes of its adapter.</summary>
internal static class SmokeCommand
{
    /// <param name="subject">The words after <c>--</c>: the command that starts one node.</param>
    public static Command Make(IReadOnlyList<string> subject)
    {
        var until = new Option<string>("--until") { Description = $"Walk no further than this step: {string.Join(", ", Walk.Names)}.", HelpName = "STEP" };
        until.AcceptOnlyFromAmong([.. Walk.Names]);
        var start = RunCommand.Number("--start-timeout", "For how many seconds a node may take to answer init.", (int)new SuiteSettings().StartPatience.TotalSeconds, 1, 600);
        var subjectFile = new Option<string>("--subject") { Description = "A file that describes your implementation, instead of COMMAND.", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose") { Description = "Tell every line that is said." };
        var command = new Command("smoke", "Walks through the protocol with one node: whether its adapter can be judged at all, what it can do and what not yet. Each mistake is named, with the "
            + "line sent, the line received and what was expected. After -- comes the command that starts one node. Without a command the reference node is taken.") { subjectFile, until, start, verbose };
        foreach (var option in ContainerOptions.All) command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            await Task.Yield();
            var named = RunSubject.From(subject, parsed.GetValue(subjectFile), ContainerOptions.From(parsed), null);
            var settings = named.Adjust(new SuiteSettings { StartPatience = TimeSpan.FromSeconds(parsed.GetValue(start)) });
            var console = new SmokeConsole(Console.Out, named.Arguments, named.Command);
            return await Execute(named, console, new WalkSettings
            {
                Patience = settings.Patience,
                StartPatience = settings.StartPatience,
                Until = parsed.GetValue(until),
                Complete = named.Complete,
                Tell = parsed.GetValue(verbose) ? console.Line : _ => { },
            }, cancel);
        });
        return command;
    }

    private static async Task<int> Execute(RunSubject subject, SmokeConsole console, WalkSettings settings, CancellationToken cancel)
    {
        using var directory = RunDirectory.Create();
        try
        {
            var host = await subject.HostIn(directory);
            await using var engine = host as IAsyncDisposable;
            await using var walk = new Walk(host, directory, settings);
            var steps = await walk.Take(console.Step, cancel);
            console.End(steps, walk.Hello, walk.IsDirect);
            return steps.Any(step => step.Outcome == StepOutcome.Wrong) ? walk.IsMute ? ExitCode.NotStarted : ExitCode.Violation
                : steps.Any(step => step.Outcome == StepOutcome.Unclear) ? ExitCode.Inconclusive
                : ExitCode.Conformant;
        }
        catch (StartFailedException e)
        {
            Console.Error.WriteLine($"The subject could not be started: {subject.Arguments}\n{e.Message}");
            return ExitCode.NotStarted;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
