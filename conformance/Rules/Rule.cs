using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace PaxosConformance.Rules;

/// <summary>One rule of the protocol: what is demanded, by whom, and how a violation shows from outside.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Rule
{
    /// <summary>The identifier, such as <c>P-ACC-08</c>; never given to another rule.</summary>
    [RegularExpression(Identifiers.Rule)]
    public required string Id { get; init; }

    /// <summary>The rule in a short phrase, for lists and summaries.</summary>
    public required string Title { get; init; }

    /// <summary>How strongly the rule binds.</summary>
    public required RuleLevel Level { get; init; }

    /// <summary>When, for whom or how far the level holds; null if it holds for every node without more words.</summary>
    public string? Condition { get; init; }

    /// <summary>What is at stake; null for a permission or an assumption, which nothing can violate.</summary>
    public RuleClass? Class { get; init; }

    /// <summary>What is demanded or allowed, in full sentences that need no other text but the notation.</summary>
    public required string Statement { get; init; }

    /// <summary>Where the rule comes from; empty if it follows from other rules and the model alone.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>How a test sees a violation without looking inside the node; null if there is nothing that could be seen.</summary>
    public string? Observe { get; init; }

    /// <summary>The identifiers of the freedoms that a verdict on this rule has to respect; may be empty.</summary>
    [RegularExpression(Identifiers.Freedom)]
    public required IReadOnlyList<string> Freedoms { get; init; }

    /// <summary>The identifiers of the rules that this one builds on or is told apart from; may be empty.</summary>
    [RegularExpression(Identifiers.Rule)]
    public required IReadOnlyList<string> Refers { get; init; }

    /// <summary>The identifier of the family: <c>P-ACC</c> for <c>P-ACC-08</c>.</summary>
    [JsonIgnore]
    public string Family => Id[..Id.LastIndexOf('-')];

    /// <summary>Whether the pattern matches the rule's identifier, its family or its class.</summary>
    public bool Matches(Pattern pattern) =>
        pattern.Matches(Id) || pattern.Matches(Family) || (Class is { } value && pattern.Matches(value.ToText()));
}
