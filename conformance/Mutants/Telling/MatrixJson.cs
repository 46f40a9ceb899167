using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>The matrix as JSON, for programs. README.md describes it.</summary>
public static class MatrixJson
{
    /// <summary>Writes the matrix.</summary>
    public static void Write(IReadOnlyList<Fate> fates, Stream stream) =>
        JsonSerializer.Serialize(stream, new JsonMatrix([.. fates.Select(Model)]), MatrixJsonContext.Default.JsonMatrix);

    private static JsonCreature Model(Fate fate)
    {
        var mutant = fate.Creature as Mutant;
        return new JsonCreature(
            fate.Creature.Id,
            mutant is null ? "variant" : "mutant",
            fate.Creature.Change,
            fate.Outcome.ToText(),
            mutant?.Tier.ToText(),
            mutant?.Breaks ?? [],
            mutant?.Killers ?? [],
            fate.Diagnostics,
            [.. fate.Findings.Select(finding => new JsonFinding(finding.Scenario, finding.Verdict.ToText(), finding.Rules, finding.Message))]);
    }
}

internal sealed record JsonMatrix(IReadOnlyList<JsonCreature> Creatures);

internal sealed record JsonCreature(
    string Id, string Kind, string Change, string Outcome, string? Tier, IReadOnlyList<string> Breaks, IReadOnlyList<string> Killers,
    IReadOnlyList<string> Diagnostics, IReadOnlyList<JsonFinding> Scenarios);

internal sealed record JsonFinding(string Id, string Verdict, IReadOnlyList<string> Rules, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(JsonMatrix))]
internal sealed partial class MatrixJsonContext : JsonSerializerContext
{
    static MatrixJsonContext() => Default = new MatrixJsonContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
