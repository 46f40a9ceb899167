using System.Collections.Generic;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>The ways something may turn out. Nearly always there is but one, and for that nothing is allocated.</summary>
internal readonly struct Ways<T>
{
    private readonly T only;
    private readonly T[]? all;

    private Ways(T only, T[]? all, int count)
    {
        this.only = only;
        this.all = all;
        Count = count;
    }

    /// <summary>No way at all: execution does not get past this.</summary>
    public static Ways<T> None => default;

    public int Count { get; }

    private T this[int index] => all is null ? only : all[index];

    public static implicit operator Ways<T>(T only) => new(only, null, 1);

    public Ways<T> And(Ways<T> others)
    {
        if (Count == 0) return others;
        if (others.Count == 0) return this;
        var both = new T[Count + others.Count];
        for (var i = 0; i < both.Length; i++) both[i] = i < Count ? this[i] : others[i - Count];
        return new(only, both, both.Length);
    }

    public bool Has(T way)
    {
        foreach (var own in this)
            if (EqualityComparer<T>.Default.Equals(own, way)) return true;
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    public struct Enumerator(Ways<T> ways)
    {
        private int index = -1;

        public readonly T Current => ways[index];

        public bool MoveNext() => ++index < ways.Count;
    }
}
