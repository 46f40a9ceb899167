using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Whether a catch clause takes an exception.</summary>
internal enum Fit
{
    Never,
    Sometimes,
    Always,
}

/// <summary>Matches exceptions with catch clauses.</summary>
internal static class ExceptionFit
{
    // What parsing and checking throw. A disk that fails throws none of them.
    private static readonly ImmutableHashSet<string> ofTheCaller = ImmutableHashSet.Create(
        "FormatException", "JsonException", "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "KeyNotFoundException",
        "InvalidCastException", "OverflowException", "DivideByZeroException", "IndexOutOfRangeException", "NullReferenceException",
        "NotImplementedException", "DecoderFallbackException");

    public static Fit Of(ITypeSymbol? caught, Thrown thrown)
    {
        if (caught is null || caught.SpecialType == SpecialType.System_Object || IsException(caught)) return Fit.Always;
        if (thrown.IsPersistFailure && ofTheCaller.Contains(caught.Name)) return Fit.Never;
        if (thrown.Type is null) return Fit.Sometimes;
        if (Derives(thrown.Type, caught)) return Fit.Always;
        return Derives(caught, thrown.Type) ? Fit.Sometimes : Fit.Never;
    }

    private static bool IsException(ITypeSymbol type) => type.Name == "Exception" && type.ContainingNamespace?.Name == "System";

    private static bool Derives(ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type, ancestor)) return true;
        return false;
    }
}
