using System.Globalization;
using System.Text;

namespace PaxosConformance.Reports;

/// <summary>
/// Makes visible what a terminal, a browser or an XML parser would obey or refuse: control characters, halves of surrogate pairs, and the marks that turn
/// the direction of writing. The subject chooses its texts, and they must not choose what the reader sees.
/// </summary>
public static class Visible
{
    /// <summary>The text in one line: newlines and tabs are made visible too.</summary>
    public static string Line(string text) => Text(text, keepsLayout: false);

    /// <summary>The text with its lines and tabs.</summary>
    public static string Lines(string text) => Text(text.Replace("\r\n", "\n", StringComparison.Ordinal), keepsLayout: true);

    private static string Text(string text, bool keepsLayout)
    {
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                changed?.Append(text, i, 2);
                i++;
            }
            else if (IsHarmless(text[i]) || (keepsLayout && (text[i] is '\n' or '\t')))
            {
                changed?.Append(text[i]);
            }
            else
            {
                changed ??= new StringBuilder(text, 0, i, text.Length + 16);
                changed.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
        }

        return changed?.ToString() ?? text;
    }

    private static bool IsHarmless(char c) => !char.IsControl(c) && !char.IsSurrogate(c) &&
        c is not ('\uFFFE' or '\uFFFF' or '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
