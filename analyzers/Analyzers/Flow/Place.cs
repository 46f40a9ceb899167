using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>
/// Something that holds a value: a variable, a member of this object, or a member reached through one. <see cref="Root"/> is the variable,
/// or the first member after <c>this</c>; <see cref="Members"/> is what follows, as <c>.Name</c> or <c>[]</c>.
/// </summary>
internal sealed record Place
{
    private readonly int hash;

    public Place(ISymbol root, string members = "")
    {
        (Root, Members) = (root, members);
        hash = SymbolEqualityComparer.Default.GetHashCode(root) * 31 + members.GetHashCode();
    }

    public ISymbol Root { get; }

    public string Members { get; }

    /// <summary>Whether the place lives no longer than a call.</summary>
    public bool IsLocal => Root.Kind is SymbolKind.Local or SymbolKind.Parameter;

    /// <summary>The place inside this one.</summary>
    public Place Inside(string members) => members.Length == 0 ? this : new Place(Root, Members + members);

    /// <summary>Whether the place is the other one, or inside it.</summary>
    public bool IsWithin(Place other) => ReferenceEquals(this, other)
        || (Members.StartsWith(other.Members, System.StringComparison.Ordinal)
            && (Members.Length == other.Members.Length || Members[other.Members.Length] is '.' or '[')
            && Root.Equals(other.Root, SymbolEqualityComparer.Default));

    public bool Equals(Place? other) => ReferenceEquals(this, other)
        || (other is not null && hash == other.hash && Members == other.Members && Root.Equals(other.Root, SymbolEqualityComparer.Default));

    public override int GetHashCode() => hash;

    public override string ToString() => Root.Name + Members;
}
