namespace PaxosConformance.Rules;

/// <summary>A mark that the ledger's texts use.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Notation
{
    /// <summary>The mark, as it is written.</summary>
    public required string Mark { get; init; }

    /// <summary>What it stands for.</summary>
    public required string Meaning { get; init; }
}

/// <summary>A class of rules in words.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ClassMeaning
{
    /// <summary>The class.</summary>
    public required RuleClass Class { get; init; }

    /// <summary>What it means that a rule of this class is broken, and when it may be called broken.</summary>
    public required string Meaning { get; init; }
}
