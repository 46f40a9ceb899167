using System.ComponentModel.DataAnnotations;

namespace PaxosConformance.Rules;

/// <summary>
/// A point at which correct nodes differ. Unless a node declares which way it goes, every legal outcome has to be admitted.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed record Freedom
{
    /// <summary>The identifier, such as <c>F2</c>.</summary>
    [RegularExpression(Identifiers.Freedom)]
    public required string Id { get; init; }

    /// <summary>The situation in which nodes differ.</summary>
    public required string Point { get; init; }

    /// <summary>What a correct node may do there; at least one outcome.</summary>
    public required IReadOnlyList<string> Legal { get; init; }

    /// <summary>What stays a violation all the same; may be empty.</summary>
    public required IReadOnlyList<string> Illegal { get; init; }
}
