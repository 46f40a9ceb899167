namespace PaxosConformance.Mutants;

/// <summary>A kind of node in the zoo: the reference node with a change.</summary>
/// <param name="Id">Its identifier: <c>Z…</c> and <c>V…</c> are those of the catalogue, <c>X…</c> and <c>L…</c> were added here.</param>
/// <param name="Change">What is different, in one line.</param>
public abstract record Creature(string Id, string Change)
{
    /// <summary>The change in the source; empty: the reference node as it is.</summary>
    public IReadOnlyList<Rewrite> Rewrites { get; init; } = [];

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Id} {Change}";
}

/// <summary>A node that breaks a rule.</summary>
public sealed record Mutant(string Id, string Change) : Creature(Id, Change)
{
    /// <summary>The rules that it breaks. A check kills it by naming one of them.</summary>
    public required IReadOnlyList<string> Breaks { get; init; }

    /// <summary>The scenarios that are expected to kill it, each by itself. One that the suite does not have yet is waited for.</summary>
    public required IReadOnlyList<string> Killers { get; init; }

    /// <summary>The cheapest tier that kills it.</summary>
    public Tier Tier { get; init; } = Tier.Wire;

    /// <summary>The diagnostics that the analyzers give it, in order.</summary>
    public IReadOnlyList<string> Flagged { get; init; } = [];
}

/// <summary>A node that is different and keeps every rule: nothing may fail it, or find nothing to judge in it.</summary>
public sealed record Variant(string Id, string Change) : Creature(Id, Change);

/// <summary>What it takes to kill a mutant.</summary>
public enum Tier
{
    /// <summary>Messages alone.</summary>
    Wire,

    /// <summary>Kill -9 and a restart.</summary>
    Kill,

    /// <summary>A loss of power.</summary>
    Power,

    /// <summary>Races and the passing of time.</summary>
    Time,
}
