using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>Which members bind which: overrides and interface implementations.</summary>
internal static class Contracts
{
    /// <summary>The members that a member overrides or implements, nearest first.</summary>
    public static IEnumerable<ISymbol> BasesOf(ISymbol symbol)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol) || symbol.IsStatic && !symbol.IsOverride) yield break;
        for (var overridden = Overridden(symbol); overridden is not null; overridden = Overridden(overridden))
            yield return overridden.OriginalDefinition;

        var type = symbol.ContainingType;
        if (type is null or { TypeKind: TypeKind.Interface }) yield break;
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var member in contract.GetMembers())
            {
                if (member.Kind != symbol.Kind || !Named(symbol, member)) continue;
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, symbol.OriginalDefinition))
                    yield return member.OriginalDefinition;
            }
        }
    }

    /// <summary>The name of a type as metadata writes it, with namespace and the types around it.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (type.ContainingType is { } outer) return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    private static bool Named(ISymbol symbol, ISymbol member) =>
        symbol.Name == member.Name || symbol.Name.EndsWith("." + member.Name, System.StringComparison.Ordinal);

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
