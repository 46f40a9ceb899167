using System;
using System.Collections;
using System.Collections.Generic;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>A small immutable set, equal to every set with the same members. Made for a handful of members: all operations are linear.</summary>
internal sealed class Set<T> : IEquatable<Set<T>>, IReadOnlyCollection<T>
{
    public static readonly Set<T> Empty = new([], 0);

    private readonly T[] members;
    private readonly int hash;

    private Set(T[] members, int hash)
    {
        this.members = members;
        this.hash = hash;
    }

    public int Count => members.Length;

    public static Set<T> Of(params T[] members) => Empty.Union(members);

    public bool Contains(T member) => Array.IndexOf(members, member) >= 0;

    public Set<T> Add(T member)
    {
        if (Contains(member)) return this;
        var more = new T[members.Length + 1];
        Array.Copy(members, more, members.Length);
        more[members.Length] = member;
        return new Set<T>(more, hash + member!.GetHashCode() * 397);
    }

    public Set<T> Union(Set<T> others)
    {
        if (Count == 0 || others.Count == 0) return Count == 0 ? others : this;
        var result = this;
        foreach (var other in others.members) result = result.Add(other);
        return result;
    }

    public Set<T> Union(IEnumerable<T> others)
    {
        var result = this;
        foreach (var other in others) result = result.Add(other);
        return result;
    }

    public bool Any(Func<T, bool> holds)
    {
        foreach (var member in members)
            if (holds(member)) return true;
        return false;
    }

    public Set<T> Where(Func<T, bool> keep) => Where(keep, static (member, keep) => keep(member));

    /// <summary>The members that are kept. What decides that is given, so that no closure is made at every step.</summary>
    public Set<T> Where<TBy>(TBy by, Func<T, TBy, bool> keep)
    {
        foreach (var doubtful in members)
        {
            if (keep(doubtful, by)) continue;
            var result = Empty;
            foreach (var member in members)
                if (keep(member, by)) result = result.Add(member);
            return result;
        }

        return this;
    }

    public Set<T> Select(Func<T, T> change)
    {
        if (Count == 0) return this;
        var result = Empty;
        foreach (var member in members) result = result.Add(change(member));
        return result.Equals(this) ? this : result;
    }

    public bool Equals(Set<T>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || hash != other.hash || Count != other.Count) return false;
        foreach (var member in members)
            if (!other.Contains(member)) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Set<T>);

    public override int GetHashCode() => hash;

    /// <summary>Without an object for the enumerator: sets are looked through at every step.</summary>
    public Enumerator GetEnumerator() => new(members);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => members.GetEnumerator();

    public struct Enumerator(T[] members)
    {
        private int index = -1;

        public readonly T Current => members[index];

        public bool MoveNext() => ++index < members.Length;
    }
}
