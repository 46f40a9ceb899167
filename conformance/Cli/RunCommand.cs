using System.CommandLine;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary><c>run</c>: plays the suite against a subject.</summary>
internal static class RunCommand
{
    /// <param name="subject">The words after <c>--</c>: the command that starts one node.</param>
    public static Command Make(IReadOnlyList<string> subject)
    {
        var selection = new Selection();
        var nodes = Number("--nodes", "How many nodes the clusters of real nodes have.", 3, 1, 7);
        var jobs = Number("--jobs", "How many scenarios run at a time.", Environment.ProcessorCount, 1, 64);
        var quiet = Number("--quiet-window", "For how many milliseconds silence is awaited of a node without the capability 'ordered'.", (int)Patience.Default.Quiet.TotalMilliseconds, 1, 60_000);
        var start = Number("--start-timeout", "For how many seconds a node may take to answer init.", (int)new SuiteSettings().StartPatience.TotalSeconds, 1, 600);
        var effort = Number("--effort", "How long scenarios repeat themselves that live by chance, in percent: less for a quick look, more for a night.", 100, 1, 1000);
        var seed = Number("--seed", "Which variations a scenario is told with: nodes ended by SIGTERM instead of killed, a minority down, strangers on the network. Each comes to one scenario in five; five seeds in a row bring all to every scenario.", 0, 0, 1_000_000);
        var network = new Option<string>("--network")
        {
            Description = "Who carries the messages between nodes: the suite (routed), or the nodes themselves (direct); auto is routed where the node has the capability 'messages'.",
            HelpName = "auto|routed|direct",
        };
        network.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !NetworkConverter.All.Contains(given))
                result.AddError($"--network is {given}: {string.Join(", ", NetworkConverter.All)} is expected");
        });
        var subjectFile = new Option<string>("--subject") { Description = "A file that describes your implementation, instead of COMMAND.", HelpName = "FILE" };
        var noReset = new Option<bool>("--no-reset") { Description = "Start a fresh node for every scenario, even where a node can wipe itself." };
        var verbose = new Option<bool>("--verbose") { Description = "Tell every message." };
        var reports = new Option<string[]>("--report") { Description = "Write a report to a file, as KIND=FILE; the kind is json. May be given several times.", HelpName = "KIND=FILE" };
        var command = new Command("run", "Plays the scenarios against an implementation and judges it. After -- comes the command that starts one node of it; "
            + $"{SubjectCommand.DataDirectory} in it becomes the node's data directory. Without a command the reference node is judged.") { subjectFile, network, nodes, jobs, quiet, start, seed, effort, noReset, verbose, reports };
        foreach (var option in ContainerOptions.All.Concat(selection.Options)) command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            // Ctrl-C is heard from here on: the command line takes it over as soon as it gets the thread back.
            await Task.Yield();
            var named = RunSubject.From(subject, parsed.GetValue(subjectFile), ContainerOptions.From(parsed), parsed.GetValue(network));
            if (parsed.GetValue(noReset) && !named.IsStarted) throw new UsageException("--no-reset needs a command: nodes that you start yourself are wiped for every scenario");
            var run = new Run
            {
                Subject = named,
                Scenarios = selection.Choose(parsed),
                Settings = named.Adjust(new SuiteSettings
                {
                    Nodes = parsed.GetValue(nodes),
                    Jobs = parsed.GetValue(jobs),
                    Effort = parsed.GetValue(effort),
                    Patience = Patience.Default with { Quiet = TimeSpan.FromMilliseconds(parsed.GetValue(quiet)) },
                    Seed = parsed.GetValue(seed),
                    StartPatience = TimeSpan.FromSeconds(parsed.GetValue(start)),
                }),
                Reset = !parsed.GetValue(noReset),
                Verbose = parsed.GetValue(verbose),
                Reports = ReportFile.ReadAll(parsed.GetValue(reports) ?? []),
            };
            return await run.Execute(cancel);
        });
        return command;
    }

    internal static Option<int> Number(string name, string description, int usual, int lowest, int highest)
    {
        var option = new Option<int>(name) { Description = $"{description} {lowest} to {highest}.", DefaultValueFactory = _ => usual, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var given) && (given < lowest || given > highest))
                result.AddError($"{name} is {given}: it goes from {lowest} to {highest}");
        });
        return option;
    }
}
