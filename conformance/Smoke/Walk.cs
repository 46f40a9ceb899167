using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <summary>The walk through the protocol with one node, step by step, from init to reset.</summary>
/// <param name="host">Starts the node.</param>
/// <param name="directory">Has room for its data.</param>
/// <param name="settings">What the user chose.</param>
public sealed partial class Walk(INodeHost host, RunDirectory directory, WalkSettings settings) : IAsyncDisposable
{
    private const string Id = "n1";
    private const string Harness = "harness";
    private const string Client = "c1";
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    private readonly List<StepResult> results = [];
    private readonly List<Talk> talks = [];
    private IDisposable? links;
    private Func<string, NetworkConfig>? place;
    private Talk? current;
    private int begun;
    private TimeSpan start;
    private CancellationToken cancel;
    private Action<StepResult> done = _ => { };

    /// <summary>What the node said of itself; null where it never did.</summary>
    public InitOkBody? Hello { get; private set; }

    /// <summary>Whether the nodes carry their messages themselves.</summary>
    public bool IsDirect => links is not null;

    /// <summary>Whether there was nobody to talk to: the process ended, was silent, or refused to serve.</summary>
    public bool IsMute => Hello is null && results is [{ Findings: var findings }] && findings.All(one => one.Mistake == Mistake.ExitBeforeInit || one.Mistake == Mistake.NoAnswer || one.Mistake == Mistake.WrongAnswer);

    private Talk Talk => current!;

    /// <summary>Takes the walk.</summary>
    /// <param name="told">Hears of each step when it is over.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>All steps that were taken.</returns>
    /// <exception cref="StartFailedException">The node cannot be started at all.</exception>
    public async Task<IReadOnlyList<StepResult>> Take(Action<StepResult> told, CancellationToken stop)
    {
        (done, cancel) = (told, stop);
        foreach (var (name, what, step) in Steps)
        {
            await Take(name, what, step);
            if (name == settings.Until || (name == "init" && Hello is null)) break;
        }

        return results;
    }

    /// <summary>The names of the steps, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["init", "echo", "prepare", "accept", "decide", "learned", "kill", "restart", "reset", "propose", "before-init"];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var talk in talks) await talk.DisposeAsync();
        links?.Dispose();
    }

    private IEnumerable<(string Name, string What, Func<Task> Step)> Steps =>
    [
        ("init", "starts, and says who it is", Init),
        ("echo", "gives what it is given", Echo),
        ("prepare", "promises a ballot", Prepare),
        ("accept", "accepts a proposal in it", Accept),
        ("decide", "hears the decision, and goes on", Decide),
        ("learned", "tells the decision", Learned),
        ("kill", "ends by kill -9", Kill),
        ("restart", "starts again on the same data, and knows what it stands by", Restart),
        ("reset", "wipes itself", Reset),
        ("propose", "has a value chosen", Propose),
        ("before-init", "keeps still until it knows who it is", BeforeInit),
    ];

    private async Task Take(string name, string what, Func<Task> step)
    {
        current = current is { IsOver: true } ? null : current;
        begun = current?.Now ?? 0;
        var outcome = StepOutcome.Ok;
        string? reason = null;
        Finding? own = null;
        try
        {
            await step();
        }
        catch (MistakenException e)
        {
            own = e.Finding;
        }
        catch (LeftOutException e)
        {
            (outcome, reason) = (e.Outcome, e.Message);
        }

        var findings = Together(current?.Since(begun).Select(line => line.Fault).OfType<Finding>() ?? [], own);
        if (findings.Count > 0) (outcome, reason) = (StepOutcome.Wrong, null);
        var isByHand = findings.Count > 0 && name is not ("restart" or "propose") && !IsDirect;
        var result = new StepResult(name, what, outcome, findings, reason) { Lines = isByHand ? current?.Sent ?? [] : [], DataDirectory = current?.DataDirectory ?? "" };
        results.Add(result);
        done(result);
    }

    // What was said wrongly explains why the right thing never came.
    private static List<Finding> Together(IEnumerable<Finding> heard, Finding? own)
    {
        var all = heard.GroupBy(finding => finding.Mistake).Select(same => same.First() with { Count = same.Count() }).ToList();
        var isExplained = own is not null && (own.Mistake == Mistake.NoAnswer && all.Exists(one => one.Mistake != Mistake.LogsOnStdout) || all.Exists(one => one.Mistake == own.Mistake));
        return own is null || isExplained ? all : [.. all, own];
    }

    private bool Can(string capability) => Hello?.Capabilities?.Contains(capability) == true;

    private void Needs(string capability, string otherwise)
    {
        if (!Can(capability)) throw new LeftOutException(StepOutcome.NotDeclared, $"{otherwise} (capability '{capability}')");
    }

    private void NeedsStep(string name)
    {
        if (results.Find(result => result.Name == name) is { Outcome: not StepOutcome.Ok }) throw new LeftOutException(StepOutcome.Unclear, $"not tried, since '{name}' did not go well");
    }

    /// <summary>A process of the subject that is a node, the running one if there is one.</summary>
    private async Task Running()
    {
        if (current is null) await Begin(directory.NewDirectory());
    }

    /// <summary>Starts a process and makes it a node.</summary>
    private async Task Begin(string dataDirectory)
    {
        Start(dataDirectory);
        if ((await Initialised(place?.Invoke(Id))).Message!.Body is not InitOkBody) throw new LeftOutException(StepOutcome.Unclear, "not tried, since the node does not take init again");
        begun = Talk.Now;
    }

    private void Start(string dataDirectory)
    {
        current = new Talk(host, dataDirectory, Id, settings.Tell);
        talks.Add(current);
        begun = 0;
    }

    private async Task<Line> Initialised(NetworkConfig? network)
    {
        var began = TimeProvider.System.GetTimestamp();
        var answer = await Ask(Harness, await InitBodyOf(Talk, network), "init_ok", settings.StartPatience);
        start = TimeProvider.System.GetElapsedTime(began);
        return answer;
    }

    private async Task<InitBody> InitBodyOf(Talk talk, NetworkConfig? network)
    {
        await talk.Join(network);
        return new InitBody
        {
            NodeId = talk.Id,
            NodeIds = Nodes,
            DataDir = host.SeenByNode(talk.DataDirectory),
            Timing = new Timing { RetryMs = (int)settings.Patience.Retry.TotalMilliseconds },
            Network = network ?? new NetworkConfig { Mode = NetworkConfig.Routed },
        };
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="MistakenException">None came that could be taken for it.</exception>
    private async Task<Line> Ask(string client, Body request, string expected, TimeSpan patience)
    {
        var then = Talk.Now;
        var line = Talk.Ask(client, request);
        return await Talk.Await(then, message => message.Body.Type == request.Type + "_ok" || message.Body is ErrorBody, patience, cancel) ?? throw await Missing(line, expected, patience);
    }

    private async Task<MistakenException> Missing(string line, string expected, TimeSpan patience) => new(await Talk.Explain(line, expected, patience, cancel));

    private MistakenException Mistaken(Mistake mistake, string? sent, Line received, string expected) => new(new Finding(mistake, sent ?? Talk.Sent[^1], received.Text, expected));
}

/// <summary>What the user of a walk can choose.</summary>
public sealed record WalkSettings
{
    /// <summary>How long answers are waited for.</summary>
    public Patience Patience { get; init; } = Patience.Default;

    /// <summary>How long a node may take to answer init.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The last step; null: all are taken.</summary>
    public string? Until { get; init; }

    /// <summary>What is known of the node besides what it says of itself.</summary>
    public Func<InitOkBody, InitOkBody> Complete { get; init; } = said => said;

    /// <summary>Hears each line of the conversation, from any thread.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
