using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>
/// Something that holds a value: a variable, a member of this object, or a member reached through one. <see cref="Root"/> is the variable,
/// or the first member after <c>this</c>; <see cref="Members"/> is what follows, as <c>.Name</c> or <c>[]</c>.
/// </summary>
internal readonly record struct Place(ISymbol Root, string Members)
{
    /// <summary>Whether the place is the other one, or inside it.</summary>
    public bool IsWithin(Place other) =>
        Root.Equals(other.Root, SymbolEqualityComparer.Default)
        && (Members == other.Members
            || (Members.StartsWith(other.Members, System.StringComparison.Ordinal) && (Members[other.Members.Length] is '.' or '[')));

    /// <summary>Whether the place lives no longer than a call.</summary>
    public bool IsLocal => Root is ILocalSymbol or IParameterSymbol;

    public override string ToString() => Root.Name + Members;
}
