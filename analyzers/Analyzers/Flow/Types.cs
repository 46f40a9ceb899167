using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Relations between types.</summary>
internal static class Types
{
    /// <summary>Whether a type is another, or inherits it.</summary>
    public static bool Inherits(ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor.OriginalDefinition)) return true;
        return false;
    }
}
