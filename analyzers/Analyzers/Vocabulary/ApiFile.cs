using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>The vocabulary for code one cannot annotate: lines <c>[Namespace.Type]::Member role</c>.</summary>
internal static class ApiFile
{
    public const string Name = "PaxosConformance.Apis.txt";

    private static readonly ImmutableDictionary<string, Roles> roleWords = ImmutableDictionary<string, Roles>.Empty
        .Add("durable", Roles.Durable)
        .Add("changes", Roles.Changes)
        .Add("persists", Roles.Persists)
        .Add("replies", Roles.Replies)
        .Add("replies-negative", Roles.Replies | Roles.Negative);

    /// <summary>The roles of one line. <see cref="Member"/> is empty where the line speaks of the type itself.</summary>
    public readonly record struct Entry(string Type, string Member, Roles Roles);

    public static bool Is(AdditionalText file) => string.Equals(Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<Entry> Read(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (!Is(file) || file.GetText(cancellation) is not { } text) continue;
            foreach (var line in text.Lines)
                if (Parse(line) is { Entry: { } entry }) yield return entry;
        }
    }

    /// <summary>The entry of a line, or what is wrong with it; neither for a blank line or a comment.</summary>
    public static (Entry? Entry, string? Error) Parse(TextLine line)
    {
        var text = line.ToString();
        var comment = text.IndexOf('#');
        if (comment >= 0) text = text.Substring(0, comment);
        text = text.Trim();
        if (text.Length == 0) return (null, null);

        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var close = words[0].IndexOf(']');
        if (words.Length != 2 || words[0][0] != '[' || close < 2)
            return (null, $"'{text}' is not of the form '[Namespace.Type]::Member role'");
        if (!roleWords.TryGetValue(words[1], out var roles))
            return (null, $"'{words[1]}' is no role: write durable, changes, persists, replies or replies-negative");

        var type = words[0].Substring(1, close - 1);
        var rest = words[0].Substring(close + 1);
        if (rest.Length == 0) return (new Entry(type, "", roles), null);
        if (!rest.StartsWith("::", StringComparison.Ordinal) || rest.Length == 2)
            return (null, $"'{text}' is not of the form '[Namespace.Type]::Member role'");
        return (new Entry(type, rest.Substring(2), roles), null);
    }
}
