using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace PaxosConformance.Snapshots;

/// <summary>What is different between two texts, in the notation of <c>diff -u</c>.</summary>
internal static class TextDiff
{
    private const int Context = 2;

    /// <summary>The lines that differ, with two around them; what is the same in between is left out.</summary>
    public static IReadOnlyList<string> Lines(string before, string after)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type == ChangeType.Unchanged) continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(lines.Count - 1, i + Context); j++) shown[j] = true;
        }

        List<string> told = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown[i]) told.Add(Mark(lines[i].Type) + lines[i].Text);
            else if (i > 0 && shown[i - 1]) told.Add("…");
        }

        return told;
    }

    private static string Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
