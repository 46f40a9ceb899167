using System.Linq;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Knows a ballot by its name and its parts: a counter, and the id of the proposer.</summary>
internal static class BallotType
{
    public static bool Is(INamedTypeSymbol type) =>
        IsNamedSo(type.Name) && type.TypeKind is TypeKind.Class or TypeKind.Struct && type.GetMembers().Any(IsId) && type.GetMembers().Any(IsCounter);

    /// <summary>Whether the member is the proposer's id.</summary>
    public static bool IsId(ISymbol member) => TypeOf(member) is not null && !member.IsStatic && !member.IsImplicitlyDeclared
        && Words.Has(member.Name, "id", "proposer", "node", "server", "replica", "process", "owner", "leader", "uuid", "guid", "site", "pid");

    public static bool IsNumber(ISymbol member) => TypeOf(member)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool IsCounter(ISymbol member) => !member.IsStatic && IsNumber(member) && !IsId(member);

    private static bool IsNamedSo(string name) =>
        Words.Has(name, "ballot") || (Words.Has(name, "proposal") && Words.Has(name, "number", "id")) || (Words.Has(name, "round") && Words.Has(name, "id", "number"));

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol { Parameters.Length: 0 } property => property.Type,
        _ => null,
    };
}
