using System.ComponentModel.DataAnnotations;

namespace PaxosConformance.Rules;

/// <summary>Rules about one concern, numbered together.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Family
{
    /// <summary>The identifier, such as <c>P-ACC</c>; its rules are <c>P-ACC-01</c> and so on.</summary>
    [RegularExpression(Identifiers.Family)]
    public required string Id { get; init; }

    /// <summary>What the rules are about.</summary>
    public required string Title { get; init; }

    /// <summary>What holds for every rule of the family; null if nothing needs saying.</summary>
    public string? Remark { get; init; }
}
