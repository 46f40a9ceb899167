namespace PaxosConformance.Tracing.Judging;

/// <summary>Numbers for the names of nodes and clients, so that a set of them is a word of bits. The acceptors come first.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public Names(IReadOnlyList<string> acceptors)
    {
        foreach (var id in acceptors) Of(id);
    }

    public int Of(string name)
    {
        if (numbers.TryGetValue(name, out var number)) return number;
        numbers.Add(name, names.Count);
        names.Add(name);
        return names.Count - 1;
    }

    public string this[int number] => names[number];

    /// <summary>The bit of a node. From the 64th name on they share one: a set may then be taken for larger than it is, never for smaller.</summary>
    public static ulong Bit(int number) => 1UL << Math.Min(number, 63);
}
