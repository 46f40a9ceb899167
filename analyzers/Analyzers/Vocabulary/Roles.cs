using System;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>What a symbol means for durability.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>State that must be on disk before anyone relies on it; on a method, what it returns was read from there.</summary>
    Durable = 1,

    /// <summary>Completes when all durable state is on disk.</summary>
    Persists = 2,

    /// <summary>Lets another process rely on this one.</summary>
    Replies = 4,

    /// <summary>A reply that refuses: nobody relies on it.</summary>
    Negative = 8,

    /// <summary>A call of it changes durable state, which is not on disk yet when it returns.</summary>
    Changes = 16,
}
