using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <summary>
/// What the random numbers of one scenario came to, so that another run can follow it instead of drawing anew. Of a scenario that is told in many
/// rounds it holds the last: the one in which a violation was found.
/// </summary>
public sealed record Drawn
{
    /// <summary>The seed of the run, from 0.</summary>
    public int Seed { get; init; }

    /// <summary>The round, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>What became of the messages of each link, such as <c>n1->n2</c>, in their order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Fate>> Network { get; init; } = new Dictionary<string, IReadOnlyList<Fate>>();

    /// <summary>The delays before what happened to each node at a random instant, in their order: milliseconds.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Delays { get; init; } = new Dictionary<string, IReadOnlyList<double>>();
}

/// <summary>Draws what a scenario leaves to random numbers and records it, or follows what another run drew.</summary>
public sealed class Lots
{
    private readonly Drawn? earlier;
    private readonly Dictionary<string, List<double>> delays = new(StringComparer.Ordinal);
    private Schedule? schedule;
    private int round;

    internal Lots(int seed, Drawn? earlier)
    {
        this.earlier = earlier;
        Seed = seed;
        FirstRound = earlier?.Round ?? 1;
        round = FirstRound;
    }

    /// <summary>The seed of the run.</summary>
    public int Seed { get; }

    /// <summary>The round to begin with: 1, or the one that is played again.</summary>
    public int FirstRound { get; }

    /// <summary>Whether another run is followed.</summary>
    public bool IsReplay => earlier is not null;

    /// <summary>What was drawn since the round began.</summary>
    internal Drawn Drawn
    {
        get
        {
            lock (delays) return new Drawn { Seed = Seed, Round = round, Network = schedule?.Recorded ?? new Drawn().Network, Delays = delays.ToDictionary(of => of.Key, of => (IReadOnlyList<double>)[.. of.Value]) };
        }
    }

    private Drawn? Given => earlier?.Round == round ? earlier : null;

    /// <summary>Random numbers that are the same for the same seed.</summary>
    /// <param name="number">Tells several from each other.</param>
    public Random Numbers(int number) => new(SeedOf(number));

    /// <summary>Begins a round: what earlier ones drew led to nothing.</summary>
    public void Begin(int number)
    {
        lock (delays) delays.Clear();
        (round, schedule) = (number, null);
    }

    /// <summary>What the network does to the messages of this round.</summary>
    /// <param name="draw">Makes one at random, of a seed.</param>
    public Schedule Network(Func<int, Schedule> draw) => schedule = Given is { Network.Count: > 0 } given ? Schedule.Replay(given.Network) : draw(SeedOf(round));

    /// <summary>How long to wait before what happens to a node at a random instant.</summary>
    /// <param name="node">The node.</param>
    /// <param name="draw">Chooses at random.</param>
    public TimeSpan Delay(string node, Func<TimeSpan> draw)
    {
        lock (delays)
        {
            if (!delays.TryGetValue(node, out var past)) delays[node] = past = [];
            var given = Given?.Delays.GetValueOrDefault(node) ?? [];
            past.Add(past.Count < given.Count ? given[past.Count] : draw().TotalMilliseconds);
            return TimeSpan.FromMilliseconds(past[^1]);
        }
    }

    // Two seeds of a run have nothing in common for as many numbers as a scenario asks for.
    private int SeedOf(int number) => unchecked((Seed * 7919) + number);
}
