namespace PaxosConformance.Network;

/// <summary>Which nodes can talk to which. Links have a direction.</summary>
public sealed class Topology
{
    private readonly HashSet<(string From, string To)> links;

    private Topology(IEnumerable<(string, string)> links) => this.links = [.. links];

    /// <summary>Each node talks to the next and to the one before; the last and the first are neighbours.</summary>
    public static Topology Ring(IReadOnlyList<string> nodes) =>
        new(nodes.SelectMany((node, i) => Both(node, nodes[(i + 1) % nodes.Count])));

    /// <summary>One node talks to all; the others talk to nobody else.</summary>
    public static Topology Star(string centre, IReadOnlyList<string> nodes) =>
        new(nodes.Where(node => node != centre).SelectMany(node => Both(centre, node)));

    /// <summary>Each node talks to the next and to the one before.</summary>
    public static Topology Chain(IReadOnlyList<string> nodes) => new(nodes.Zip(nodes.Skip(1)).SelectMany(pair => Both(pair.First, pair.Second)));

    /// <summary>Nodes talk to those on their side only; a node on no side is alone.</summary>
    public static Topology Partition(params IReadOnlyList<string>[] sides) =>
        new(sides.SelectMany(side => side.SelectMany(from => side.Where(to => to != from).Select(to => (from, to)))));

    /// <summary>Everybody talks to everybody, but for these links.</summary>
    public static Topology Without(IReadOnlyList<string> nodes, params (string From, string To)[] cut) =>
        new(nodes.SelectMany(from => nodes.Where(to => to != from).Select(to => (from, to))).Except(cut));

    /// <summary>Whether what one says reaches the other.</summary>
    public bool Links(string from, string to) => links.Contains((from, to));

    private static IEnumerable<(string, string)> Both(string a, string b) => [(a, b), (b, a)];
}
