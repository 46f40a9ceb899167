using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Rules;

/// <summary>How strongly a rule binds, in the words of RFC 2119, and what the suite takes for granted.</summary>
[JsonConverter(typeof(RuleLevelConverter))]
public enum RuleLevel
{
    /// <summary>Every conforming node does it.</summary>
    Must,

    /// <summary>No conforming node does it.</summary>
    [JsonStringEnumMemberName("MUST NOT")]
    MustNot,

    /// <summary>A node does it unless it has a good reason.</summary>
    Should,

    /// <summary>A node avoids it unless it has a good reason.</summary>
    [JsonStringEnumMemberName("SHOULD NOT")]
    ShouldNot,

    /// <summary>A node is free to do it, and the suite has to bear it.</summary>
    May,

    /// <summary>What the suite takes for granted about the world; no node is judged by it.</summary>
    Assumption,
}

/// <summary>Levels as the ledger and the reports write them.</summary>
public static class RuleLevelText
{
    /// <summary>The level as specifications write it: <c>MUST NOT</c>.</summary>
    public static string ToText(this RuleLevel level) => level switch
    {
        RuleLevel.MustNot => "MUST NOT",
        RuleLevel.ShouldNot => "SHOULD NOT",
        _ => level.ToString().ToUpperInvariant(),
    };
}

internal sealed class RuleLevelConverter() : JsonStringEnumConverter<RuleLevel>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);
