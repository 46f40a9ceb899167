using System.IO.Enumeration;

namespace PaxosConformance.Rules;

/// <summary>
/// A wildcard pattern over identifiers, such as <c>P-ACC-*</c>: <c>*</c> is any run of characters, <c>?</c> is any one, the rest is itself.
/// Case does not matter, and the whole identifier has to match. Immutable.
/// </summary>
public sealed record Pattern
{
    /// <summary>Makes a pattern.</summary>
    /// <exception cref="ArgumentException">The text is blank, has blanks around it, or contains a backslash.</exception>
    public Pattern(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text != text.Trim() || text.Contains('\\'))
        {
            throw new ArgumentException(
                $"the pattern '{text}' can match no identifier: write one like P-ACC-08, P-ACC-* or SC-???-01, without blanks around it",
                nameof(text));
        }

        Text = text;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the whole of <paramref name="identifier"/> matches.</summary>
    public bool Matches(string identifier) => FileSystemName.MatchesSimpleExpression(Text, identifier, ignoreCase: true);

    /// <summary>The pattern as it was written.</summary>
    public override string ToString() => Text;
}
