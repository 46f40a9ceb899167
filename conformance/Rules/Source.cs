namespace PaxosConformance.Rules;

/// <summary>A passage that a rule rests on.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Source
{
    /// <summary>The key of the work in the table of works.</summary>
    public required string Work { get; init; }

    /// <summary>Where in the work: a section, a phase, a name.</summary>
    public string? Place { get; init; }

    /// <summary>What the work says there, word for word.</summary>
    public string? Quote { get; init; }

    /// <summary>How the passage is read, where it is loose, contradicts another or says less than the rule.</summary>
    public string? Reading { get; init; }
}
