namespace PaxosConformance.Reports.Diagrams;

/// <summary>Breaks lines at blanks, and words that are longer than a line anywhere.</summary>
internal static class TextWrap
{
    private const string Indent = "  ";

    /// <summary>The text in lines of as many letters at most; one line at least.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        List<string> lines = [];
        for (var rest = text; ;)
        {
            if (rest.Length <= width) return [.. lines, rest];
            var end = rest.LastIndexOf(' ', width);
            var cut = end > Indent.Length ? end : width;
            lines.Add(rest[..cut].TrimEnd());
            rest = Indent + rest[cut..].TrimStart();
        }
    }
}
