using System;
using System.Collections.Generic;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>A small immutable map, equal to every map with the same pairs. Made for a handful of pairs: all operations are linear.</summary>
internal sealed class Map<TKey, TValue> : IEquatable<Map<TKey, TValue>>
    where TKey : notnull
{
    public static readonly Map<TKey, TValue> Empty = new([], 0);

    private readonly Pair[] pairs;
    private readonly int hash;

    private Map(Pair[] pairs, int hash)
    {
        this.pairs = pairs;
        this.hash = hash;
    }

    public int Count => pairs.Length;

    public TValue? Find(TKey key) => IndexOf(key, key.GetHashCode()) is var index and >= 0 ? pairs[index].Value : default;

    public bool Has(TKey key) => IndexOf(key, key.GetHashCode()) >= 0;

    public Map<TKey, TValue> With(TKey key, TValue value)
    {
        var added = new Pair(key, value);
        var index = IndexOf(key, added.KeyHash);
        if (index >= 0 && EqualityComparer<TValue>.Default.Equals(pairs[index].Value, value)) return this;

        var changed = new Pair[index >= 0 ? pairs.Length : pairs.Length + 1];
        Array.Copy(pairs, changed, pairs.Length);
        changed[index >= 0 ? index : pairs.Length] = added;
        return new(changed, hash + added.Hash - (index >= 0 ? pairs[index].Hash : 0));
    }

    /// <summary>Without the pairs whose keys are dropped. What decides that is given, so that no closure is made at every step.</summary>
    public Map<TKey, TValue> Without<TBy>(TBy by, Func<TKey, TBy, bool> dropped)
    {
        Pair[]? kept = null;
        var (count, left) = (0, 0);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (dropped(pairs[i].Key, by))
            {
                // The copy begins with the first pair that is left out.
                if (kept is null) Array.Copy(pairs, kept = new Pair[pairs.Length - 1], count);
                continue;
            }

            if (kept is not null) kept[count] = pairs[i];
            count++;
            left += pairs[i].Hash;
        }

        if (kept is null) return this;
        if (count == 0) return Empty;
        Array.Resize(ref kept, count);
        return new(kept, left);
    }

    public bool Equals(Map<TKey, TValue>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || hash != other.hash || pairs.Length != other.pairs.Length) return false;
        foreach (var pair in pairs)
        {
            var index = other.IndexOf(pair.Key, pair.KeyHash);
            if (index < 0 || !EqualityComparer<TValue>.Default.Equals(pair.Value, other.pairs[index].Value)) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Map<TKey, TValue>);

    public override int GetHashCode() => hash;

    private int IndexOf(TKey key, int keyHash)
    {
        for (var i = 0; i < pairs.Length; i++)
            if (pairs[i].KeyHash == keyHash && pairs[i].Key.Equals(key)) return i;
        return -1;
    }

    private sealed class Pair
    {
        public Pair(TKey key, TValue value)
        {
            (Key, Value, KeyHash) = (key, value, key.GetHashCode());
            Hash = KeyHash * 31 + (value?.GetHashCode() ?? 0);
        }

        public TKey Key { get; }

        public TValue Value { get; }

        public int KeyHash { get; }

        /// <summary>The pair's part of the hash of the map.</summary>
        public int Hash { get; }
    }
}
