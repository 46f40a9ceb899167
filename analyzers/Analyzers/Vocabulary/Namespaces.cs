using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>Compares namespaces without spelling them out, which would be done for every call of a project.</summary>
internal static class Namespaces
{
    /// <summary>Whether the symbol lives in the namespace of that name.</summary>
    public static bool IsIn(this ISymbol? symbol, string name)
    {
        var end = name.Length;
        var space = symbol?.ContainingNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0) return false;
            if (start == 0) return space.ContainingNamespace is { IsGlobalNamespace: true };
            if (name[start - 1] != '.') return false;
            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the symbol lives in a namespace that begins with that word.</summary>
    public static bool IsUnder(this ISymbol symbol, string word)
    {
        var space = symbol.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false }) space = space.ContainingNamespace;
        return space is { IsGlobalNamespace: false } && space.Name == word;
    }
}
