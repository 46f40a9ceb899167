using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>An immutable map, equal to every map with the same pairs.</summary>
internal sealed class Map<TKey, TValue> : IEquatable<Map<TKey, TValue>>
    where TKey : notnull
{
    public static readonly Map<TKey, TValue> Empty = new(ImmutableDictionary<TKey, TValue>.Empty);

    private readonly ImmutableDictionary<TKey, TValue> pairs;
    private readonly int hash;

    private Map(ImmutableDictionary<TKey, TValue> pairs)
    {
        this.pairs = pairs;
        foreach (var pair in pairs) hash += pair.Key.GetHashCode() * 31 + (pair.Value?.GetHashCode() ?? 0);
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> Pairs => pairs;

    public TValue? Find(TKey key) => pairs.TryGetValue(key, out var value) ? value : default;

    public bool Has(TKey key) => pairs.ContainsKey(key);

    public Map<TKey, TValue> With(TKey key, TValue value) =>
        pairs.TryGetValue(key, out var old) && EqualityComparer<TValue>.Default.Equals(old, value) ? this : new(pairs.SetItem(key, value));

    public Map<TKey, TValue> Without(Func<TKey, bool> dropped)
    {
        var keys = pairs.Keys.Where(dropped).ToList();
        return keys.Count == 0 ? this : new(pairs.RemoveRange(keys));
    }

    public bool Equals(Map<TKey, TValue>? other) =>
        other is not null && (ReferenceEquals(this, other) || hash == other.hash && pairs.Count == other.pairs.Count
            && pairs.All(pair => other.pairs.TryGetValue(pair.Key, out var value) && EqualityComparer<TValue>.Default.Equals(pair.Value, value)));

    public override bool Equals(object? obj) => Equals(obj as Map<TKey, TValue>);

    public override int GetHashCode() => hash;
}
