using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Rules;

/// <summary>What is at stake when a rule is broken. <see cref="Ledger.Classes"/> has each class in words.</summary>
[JsonConverter(typeof(RuleClassConverter))]
public enum RuleClass
{
    /// <summary>Breaking it can break agreement or validity.</summary>
    Safety,

    /// <summary>Breaking it can break agreement or validity once a node has crashed or lost power.</summary>
    Durability,

    /// <summary>Breaking it contradicts a source, but is not shown to be unsafe.</summary>
    Spec,

    /// <summary>Breaking it costs progress where progress is promised.</summary>
    Liveness,

    /// <summary>Breaking it lets a configuration run that cannot be safe, or refuses one that is.</summary>
    Config,

    /// <summary>Breaking it is reported and never fails a node.</summary>
    Advisory,
}

/// <summary>Classes as the ledger and the reports write them.</summary>
public static class RuleClassText
{
    /// <summary>The class in capitals: <c>SAFETY</c>.</summary>
    public static string ToText(this RuleClass value) => value.ToString().ToUpperInvariant();
}

internal sealed class RuleClassConverter() : JsonStringEnumConverter<RuleClass>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);
