namespace PaxosConformance.Network;

/// <summary>What becomes of a message.</summary>
/// <param name="Copies">How often it arrives; 0: it is lost.</param>
/// <param name="Delay">How many messages pass before it arrives; the more, the more overtake it.</param>
public readonly record struct Fate(int Copies, int Delay);

/// <summary>
/// What a bad network does to each message between nodes. A random one comes from a seed; what was decided is recorded by link and place on it, so
/// that another run can follow it message by message, whatever the random numbers were. Thread-safe.
/// </summary>
public sealed class Schedule
{
    private readonly Func<Fate> next;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Fate>> given;
    private readonly Dictionary<string, List<Fate>> recorded = new(StringComparer.Ordinal);

    private Schedule(Func<Fate> next, IReadOnlyDictionary<string, IReadOnlyList<Fate>> given)
    {
        this.next = next;
        this.given = given;
    }

    /// <summary>What was decided so far: by link, such as <c>n1->n2</c>, in the order of its messages.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Fate>> Recorded
    {
        get
        {
            lock (recorded) return recorded.ToDictionary(link => link.Key, link => (IReadOnlyList<Fate>)[.. link.Value]);
        }
    }

    /// <summary>A schedule that loses, doubles and delays at random.</summary>
    /// <param name="seed">The same seed gives the same fates in the same order of messages.</param>
    /// <param name="loss">How many of a hundred messages are lost, 0 to 100.</param>
    /// <param name="copies">The most copies that arrive of a message that is not lost; at least 1.</param>
    /// <param name="delay">The most messages that overtake one; 0: none.</param>
    public static Schedule Random(int seed, int loss, int copies, int delay)
    {
        var random = new Random(seed);
        return new Schedule(
            () => random.Next(100) < loss ? default : new Fate(random.Next(1, copies + 1), random.Next(delay + 1)),
            new Dictionary<string, IReadOnlyList<Fate>>());
    }

    /// <summary>The schedule of an earlier run, once more. Where it has nothing to say, messages arrive once and at once.</summary>
    public static Schedule Replay(IReadOnlyDictionary<string, IReadOnlyList<Fate>> recorded) => new(() => new Fate(1, 0), recorded);

    internal Fate Decide(string from, string to)
    {
        var link = $"{from}->{to}";
        lock (recorded)
        {
            if (!recorded.TryGetValue(link, out var past)) recorded[link] = past = [];
            var fate = given.TryGetValue(link, out var fates) && past.Count < fates.Count ? fates[past.Count] : next();
            past.Add(fate);
            return fate;
        }
    }
}
