using System.CommandLine;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>The options that say who is judged, and how scenarios are played: a replay reads them again.</summary>
internal sealed class PlayOptions
{
    private readonly Option<int> nodes = Number("--nodes", "How many nodes the clusters of real nodes have.", 3, 1, 7);
    private readonly Option<int> jobs = Number("--jobs", "How many scenarios run at a time.", Environment.ProcessorCount, 1, 64);
    private readonly Option<int> quiet = Number("--quiet-window", "For how many milliseconds silence is awaited of a node without the capability 'ordered'.", (int)Patience.Default.Quiet.TotalMilliseconds, 1, 60_000);
    private readonly Option<int> start = Number("--start-timeout", "For how many seconds a node may take to answer init.", (int)new SuiteSettings().StartPatience.TotalSeconds, 1, 600);
    private readonly Option<int> effort = Number("--effort", "How long scenarios repeat themselves that live by chance, in percent: less for a quick look, more for a night.", 100, 1, 1000);
    private readonly Option<int> seed = Number("--seed", "What is drawn at random, and which variations a scenario is told with: nodes ended by SIGTERM instead of killed, a minority down, strangers on the network. Each variation comes to one scenario in five; five seeds in a row bring all to every scenario.", 0, 0, 1_000_000);
    private readonly Option<string> network = new("--network")
    {
        Description = "Who carries the messages between nodes: the suite (routed), or the nodes themselves (direct); auto is routed where the node has the capability 'messages'.",
        HelpName = "auto|routed|direct",
    };

    private readonly Option<string> subjectFile = new("--subject") { Description = "A file that describes your implementation, instead of COMMAND.", HelpName = "FILE" };
    private readonly Option<bool> noReset = new("--no-reset") { Description = "Start a fresh node for every scenario, even where a node can wipe itself." };

    public PlayOptions() => network.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var given }] && !NetworkConverter.All.Contains(given))
            result.AddError($"--network is {given}: {string.Join(", ", NetworkConverter.All)} is expected");
    });

    public IEnumerable<Option> All => [subjectFile, .. ContainerOptions.All, network, nodes, jobs, quiet, start, seed, effort, noReset];

    /// <summary>Reads what the user said.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="words">The command that starts one node; empty where none is named.</param>
    /// <param name="replaces">Whether the command is judged instead of what the options name.</param>
    /// <exception cref="UsageException">It does not go together.</exception>
    public Play Read(ParseResult parsed, IReadOnlyList<string> words, bool replaces = false)
    {
        var subject = replaces
            ? RunSubject.From(words, null, new ContainerOptions(null, null), parsed.GetValue(network))
            : RunSubject.From(words, parsed.GetValue(subjectFile), ContainerOptions.From(parsed), parsed.GetValue(network));
        if (parsed.GetValue(noReset) && !subject.IsStarted) throw new UsageException("--no-reset needs a command: nodes that you start yourself are wiped for every scenario");
        var settings = new SuiteSettings
        {
            Nodes = parsed.GetValue(nodes),
            Jobs = parsed.GetValue(jobs),
            Effort = parsed.GetValue(effort),
            Patience = Patience.Default with { Quiet = TimeSpan.FromMilliseconds(parsed.GetValue(quiet)) },
            Seed = parsed.GetValue(seed),
            StartPatience = TimeSpan.FromSeconds(parsed.GetValue(start)),
        };
        return new Play(subject, subject.Adjust(settings), !parsed.GetValue(noReset));
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
