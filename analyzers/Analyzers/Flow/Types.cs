using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Relations between types.</summary>
internal static class Types
{
    /// <summary>The type of a field or property; null of anything else.</summary>
    public static ITypeSymbol? Of(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;

    /// <summary>Whether a type is another, or inherits it.</summary>
    public static bool Inherits(ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor.OriginalDefinition)) return true;
        return false;
    }
}
