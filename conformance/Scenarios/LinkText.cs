using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>The state of the links between nodes, told in the trace.</summary>
internal static class LinkText
{
    /// <summary>Writes down which links are closed from now on.</summary>
    /// <param name="trace">Where to.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="isOpen">Whether what one says reaches the other.</param>
    public static void TellLinks(this Trace trace, IReadOnlyList<string> nodes, Func<string, string, bool> isOpen)
    {
        var text = Closed(nodes, isOpen);
        trace.Add(text.Length == 0 ? EventKind.Healed : EventKind.Cut, "", text: text.Length == 0 ? null : text);
    }

    /// <summary>The sides of a clean partition, as <c>n1 n2 | n3</c>, or else the closed links, as <c>n1 -> n2, n2 &lt;-> n3</c>; empty if all are open.</summary>
    internal static string Closed(IReadOnlyList<string> nodes, Func<string, string, bool> isOpen)
    {
        bool Reaches(string from, string to) => from == to || isOpen(from, to);
        var sides = nodes.Select(node => string.Join(' ', nodes.Where(other => Reaches(node, other)))).Distinct().ToList();
        if (sides.Count == 1) return "";
        if (sides.Sum(side => side.Split(' ').Length) == nodes.Count) return string.Join(" | ", sides);
        return string.Join(", ", nodes.SelectMany((a, i) => nodes.Skip(i + 1).Select(b => (a, b, there: isOpen(a, b), back: isOpen(b, a))))
            .Where(link => !link.there || !link.back)
            .Select(link => !link.there && !link.back ? $"{link.a} <-> {link.b}" : link.there ? $"{link.b} -> {link.a}" : $"{link.a} -> {link.b}"));
    }
}
