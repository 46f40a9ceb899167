using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Rules;

/// <summary>The rules of the protocol as data: what is demanded, where it comes from, and what a correct node is free to do.</summary>
internal sealed record LedgerFile
{
    /// <summary>The schema of this file.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The marks that the texts below use.</summary>
    public required IReadOnlyList<Notation> Notation { get; init; }

    /// <summary>What each class means, gravest first.</summary>
    public required IReadOnlyList<ClassMeaning> Classes { get; init; }

    /// <summary>The works that rules rest on, by the key that sources name.</summary>
    public required IReadOnlyDictionary<string, Work> Works { get; init; }

    /// <summary>Where correct nodes differ.</summary>
    public required IReadOnlyList<Freedom> Freedoms { get; init; }

    /// <summary>The families, in the order of their rules.</summary>
    public required IReadOnlyList<Family> Families { get; init; }

    /// <summary>The rules, by family and number.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }
}

// Strict: a misspelt field, a field given twice or a null where text belongs is an error, not a silent default.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LedgerFile))]
internal sealed partial class LedgerContext : JsonSerializerContext;
