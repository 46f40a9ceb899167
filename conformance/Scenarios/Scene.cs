using System.Collections.Concurrent;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>The stage of one scenario: nodes n1 to nN, some real and the rest puppets, a network between them, and one trace of it all.</summary>
/// <remarks>A scenario may do things to several nodes at once.</remarks>
public sealed partial class Scene : IAsyncDisposable
{
    private readonly NodePool pool;
    private readonly SuiteSettings settings;
    private readonly CancellationToken cancel;
    private readonly ConcurrentDictionary<string, LiveNode> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Puppet> puppets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> notJudged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> alsoJudged = new(StringComparer.Ordinal);
    private readonly List<Judges> stages = [];

    internal Scene(Scenario scenario, NodePool pool, SuiteSettings settings, Chance chance, CancellationToken cancel)
    {
        Chance = chance;
        Lots = new Lots(settings.SeedOf(scenario), settings.Replay.GetValueOrDefault(scenario.Id));
        this.pool = pool;
        this.settings = settings;
        this.cancel = cancel;
        NodeIds = Ids(scenario.IsCluster ? settings.Nodes : scenario.Nodes);
        IsDirect = NetworkMode.Direct == (scenario.Network == NetworkMode.Auto ? settings.Network : scenario.Network);
        stages.Add(Judges.Of(new Stage(0, NodeIds, NodeIds, !IsDirect)));
        Trace = new Trace { Observer = e => Observe(scenario, e) };
        Router = new Router(Trace);
        Links = Connect();
        Time = new SceneTime(this, settings, cancel);
    }

    /// <summary>All nodes, real ones and puppets.</summary>
    public IReadOnlyList<string> NodeIds { get; private set; }

    /// <summary>Everything that happened so far.</summary>
    public Trace Trace { get; }

    /// <summary>The network.</summary>
    public Router Router { get; }

    /// <summary>The links between the nodes.</summary>
    public ILinks Links { get; private set; }

    /// <summary>The passing of time.</summary>
    public SceneTime Time { get; }

    /// <summary>How long the harness waits.</summary>
    public Patience Patience => settings.Patience;

    /// <summary>So many repetitions, or so long a time, as the user's effort makes of it; never fewer than five.</summary>
    public int Effort(int repetitions) => Math.Max(5, repetitions * settings.Effort / 100);

    /// <inheritdoc cref="Effort(int)"/>
    public TimeSpan Effort(TimeSpan time) => time * settings.Effort / 100;

    /// <summary>
    /// The numbers of the rounds in which a story is told again and again: as many as the user's effort makes of it, and no more than fit into a time,
    /// but five at least. The round with a violation is the last, and where another run is followed, the one that it ended with is the only one.
    /// </summary>
    public IEnumerable<int> Rounds(int repetitions, TimeSpan? enough = null)
    {
        var last = Lots.IsReplay ? Lots.FirstRound : Effort(repetitions);
        for (var round = Lots.FirstRound; round <= last && (round <= 5 || Lots.IsReplay || enough is null || Time.Elapsed < Effort(enough.Value)); round++)
        {
            Lots.Begin(round);
            yield return round;
            if (Violations.Any(found => found.IsGrave())) yield break;
        }
    }

    /// <summary>What this run leaves to chance.</summary>
    public Chance Chance { get; }

    /// <summary>What this run draws at random.</summary>
    public Lots Lots { get; }

    /// <summary>The rules that this run of the scenario could not judge, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> NotJudgedRules => notJudged;

    /// <summary>The puppets, by the order of their ids: every node that is not real.</summary>
    public IReadOnlyList<Puppet> Puppets => NodeIds.Where(id => !nodes.ContainsKey(id)).Select(Puppet).ToList();

    /// <summary>The first two puppets.</summary>
    public (Puppet P1, Puppet P2) TwoPuppets => (Puppets[0], Puppets[1]);

    /// <summary>The rules that this run judged besides those of the scenario.</summary>
    internal IReadOnlyCollection<string> AlsoJudged => [.. alsoJudged.Keys];

    /// <summary>What the oracle holds against the subject so far.</summary>
    internal IReadOnlyList<Violation> Violations => stages.SelectMany(stage => stage.Oracle.Violations).ToList();

    /// <summary>What the puppets said that no correct node could have said.</summary>
    internal IReadOnlyList<Violation> PuppetFaults => stages.SelectMany(stage => stage.Puppets.Violations).ToList();

    /// <summary>What went wrong in judging: a fault of the suite, which leaves nothing to be said of the subject.</summary>
    internal Exception? OwnFault { get; private set; }

    /// <summary>What real nodes said that nobody could understand; null where there was nothing of that kind.</summary>
    internal string? Garbage => Trace.Events.Where(e => e.Kind == EventKind.Malformed).ToList() is [var first, ..] all
        ? $"{first.Node} said what is no message of the protocol{(all.Count > 1 ? $" ({all.Count} such lines in all)" : "")}, so what it meant is not known: {first.Text}"
        : null;

    /// <summary>Whether any real node has said anything since it was started.</summary>
    internal bool AnythingHeard => Trace.Events.Any(e => e.Kind == EventKind.Sent && nodes.ContainsKey(e.Node));

    private IEnumerable<LiveNode> Nodes => nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal);

    /// <summary>The puppet that plays a node.</summary>
    public Puppet Puppet(string id)
    {
        // One alone: each puts itself into the network.
        lock (puppets) return puppets.TryGetValue(id, out var puppet) ? puppet : puppets[id] = new Puppet(this, id);
    }

    /// <summary>Starts a real node without any memory, and puts it into the network.</summary>
    /// <param name="id">Who it is.</param>
    /// <param name="acceptors">The nodes that vote; null: all.</param>
    public async Task<LiveNode> StartNode(string id = "n1", IReadOnlyList<string>? acceptors = null)
    {
        if (acceptors is not null) stages[^1] = Judges.Of(new Stage(Trace.Now, NodeIds, acceptors, !IsDirect));
        return await Stage(id, await Initialised(pool.Start(Init(id, acceptors), cancel)));
    }

    private async Task<LiveNode> Stage(string id, SubjectNode subject)
    {
        var node = new LiveNode(subject, Router, Trace, settings.Patience, settings.Time, cancel);
        nodes[id] = node;
        Trace.Add(EventKind.Started, id);
        Router.Attach(id, subject.Process);
        if (!IsDirect) Needs(node, Capability.Messages, "the harness does not see the messages between nodes");
        await Time.Take(node);
        return node;
    }

    /// <summary>Starts all nodes as real ones.</summary>
    /// <param name="down">How many are down from the start.</param>
    public async Task<IReadOnlyList<LiveNode>> StartCluster(int down = 0) => await Task.WhenAll(NodeIds.SkipLast(down).Select(id => StartNode(id)));

    /// <summary>Wakes the puppets up; where chance will have it so, a minority is down and stays so (P-LIV-02).</summary>
    public void WakePuppets()
    {
        foreach (var puppet in Puppets.SkipLast(Down())) puppet.Awake();
    }

    /// <summary>How many nodes chance has down from now on.</summary>
    public int Down()
    {
        var down = Chance.Down(NodeIds.Count);
        if (down == 0) return 0;
        AlsoJudges("P-LIV-02");
        Trace.Add(EventKind.Note, "", text: $"-- {string.Join(" and ", NodeIds.TakeLast(down))} down from the start --");
        return down;
    }

    /// <summary>Clears the stage for the same story with another number of nodes, or told in another way.</summary>
    /// <param name="count">How many nodes there are from now on.</param>
    /// <param name="how">What is different now.</param>
    public async Task Restage(int count, string how)
    {
        await DisposeAsync();
        Router.Clear();
        Time.EndLatency();
        nodes.Clear();
        puppets.Clear();
        NodeIds = Ids(count);
        Links = Connect();
        stages.Add(Judges.Of(new Stage(Trace.Now, NodeIds, NodeIds, !IsDirect)));
        Trace.Add(EventKind.Note, "", text: $"-- from the start, {how} --");
    }

    /// <summary>States that the scenario is not for a node without a capability.</summary>
    /// <exception cref="NotApplicableException">The node lacks it.</exception>
    public static void Needs(LiveNode node, string capability, string otherwise)
    {
        if (!node.Can(capability)) throw new NotApplicableException($"{otherwise} (capability '{capability}')");
    }

    /// <summary>States that this run cannot judge one of the scenario's rules.</summary>
    public void NotJudged(string rule, string reason) => notJudged[rule] = reason;

    /// <summary>States that this run judges a rule besides those of the scenario.</summary>
    internal void AlsoJudges(string rule) => alsoJudged[rule] = true;

    /// <summary>What a node says it has learnt; null for nothing.</summary>
    /// <exception cref="NotApplicableException">The adapter cannot tell.</exception>
    /// <exception cref="InconclusiveException">The node gave no proper answer.</exception>
    public async Task<Learned> Learned(LiveNode node)
    {
        Needs(node, Capability.Learned, "the adapter cannot tell what the node has learnt");
        var after = Trace.Now;
        var answer = await node.Ask(n => new LearnedBody { MsgId = n });
        return answer switch
        {
            LearnedOkBody ok => new Learned(ok.Value, after + 1),
            null => throw new InconclusiveException($"{node.Id} did not answer learned"),
            _ => throw new InconclusiveException($"{node.Id} answered learned with {TraceText.Show(answer)}"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        faults.Clear();
        await Task.WhenAll(nodes.Values.Select(Leave));
        (Links as DirectLinks)?.Dispose();
        down.Clear();
    }

    // A node that is down or paused has no further use.
    private Task Leave(LiveNode node) => IsUp(node) ? pool.Return(node.Subject) : pool.Discard(node.Subject);

    // Under the lock of the trace: the oracle sees each event before anybody can act on it.
    private void Observe(Scenario scenario, TraceEvent e)
    {
        try
        {
            stages[^1].Oracle.Observe(e);
            if (settings.JudgePuppets) stages[^1].Puppets.Observe(e);
        }
        catch (Exception fault)
        {
            // This runs on the threads that hear the nodes: what fails here is told when the scene is over.
            OwnFault ??= fault;
        }

        settings.Watch?.Invoke(scenario, e);
    }

    private InitBody Init(string id, IReadOnlyList<string>? acceptors) => new()
    {
        NodeId = id,
        NodeIds = NodeIds,
        Acceptors = acceptors,
        Timing = new Timing { RetryMs = (int)settings.Patience.Retry.TotalMilliseconds },
        Network = (Links as DirectLinks)?.Place(id) ?? new NetworkConfig { Mode = NetworkConfig.Routed },
    };

    /// <summary>Who judges one stage of a scene: the real nodes, and the puppets.</summary>
    private sealed record Judges(Stage Stage, Oracle Oracle, LegalPuppets Puppets)
    {
        public static Judges Of(Stage stage) => new(stage, new Oracle(stage.Setting), new LegalPuppets(stage.Setting));
    }

    private static List<string> Ids(int count) => Enumerable.Range(1, count).Select(i => $"n{i}").ToList();
}

/// <summary>The answer to the question what a node has learnt.</summary>
/// <param name="Value">The value; null for nothing.</param>
/// <param name="Asked">The time of the question.</param>
public sealed record Learned(Paxos.Value? Value, long Asked);
