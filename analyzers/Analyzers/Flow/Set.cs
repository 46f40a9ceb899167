using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>A small immutable set, equal to every set with the same members. Made for a handful of members: all operations are linear.</summary>
internal sealed class Set<T> : IEquatable<Set<T>>, IReadOnlyCollection<T>
{
    public static readonly Set<T> Empty = new(Array.Empty<T>());

    private readonly T[] members;
    private readonly int hash;

    private Set(T[] members)
    {
        this.members = members;
        foreach (var member in members) hash += member!.GetHashCode() * 397;
    }

    public int Count => members.Length;

    public static Set<T> Of(params T[] members) => Empty.Union(members);

    public bool Contains(T member) => Array.IndexOf(members, member) >= 0;

    public Set<T> Add(T member) => Contains(member) ? this : new Set<T>(members.Append(member).ToArray());

    public Set<T> Union(IEnumerable<T> others)
    {
        var result = this;
        foreach (var other in others) result = result.Add(other);
        return result;
    }

    public Set<T> Where(Func<T, bool> keep) =>
        members.All(keep) ? this : members.Any(keep) ? new Set<T>(members.Where(keep).ToArray()) : Empty;

    public Set<T> Select(Func<T, T> change) => Count == 0 ? this : Empty.Union(members.Select(change));

    public bool Equals(Set<T>? other) =>
        other is not null && (ReferenceEquals(this, other) || hash == other.hash && Count == other.Count && members.All(other.Contains));

    public override bool Equals(object? obj) => Equals(obj as Set<T>);

    public override int GetHashCode() => hash;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
