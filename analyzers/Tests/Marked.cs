using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Source in which <c>{|PAX1001:code|}</c> marks where a diagnostic is expected.</summary>
internal sealed partial class Marked
{
    private Marked(string source, IReadOnlyList<(string Id, TextSpan Span)> expected) => (Source, Expected) = (source, expected);

    /// <summary>The source without the marks.</summary>
    public string Source { get; }

    public IReadOnlyList<(string Id, TextSpan Span)> Expected { get; }

    public static Marked Parse(string marked)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = new List<(string, TextSpan)>();
        var at = 0;
        foreach (Match mark in Mark().Matches(marked))
        {
            source.Append(marked, at, mark.Index - at);
            at = mark.Index + mark.Length;
            if (mark.Value == "|}")
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
            }
            else
            {
                open.Push((mark.Groups["id"].Value, source.Length));
            }
        }

        source.Append(marked, at, marked.Length - at);
        return new Marked(source.ToString(), expected);
    }

    [GeneratedRegex(@"\{\|(?<id>PAX\d+):|\|\}")]
    private static partial Regex Mark();
}
