using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

internal sealed record JsonRun(int Format, JsonSummary Summary, JsonSubject Subject, JsonProvenance Run, IReadOnlyList<JsonScenario> Scenarios, IReadOnlyList<JsonRule> Rules,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MalformedReport>? Malformed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyCollection<MalformedLine>? MalformedAtStart = null)
{
    public const int Version = 1;
}

internal sealed record JsonSummary(int Scenarios, int Passed, int Failed, int Inconclusive, int NotApplicable, int Known, int Fixed, int NotPlayed, int ExitCode);

internal sealed record JsonSubject(string Command, string Options, string? Name, string? Version, string? Language, string Tier, IReadOnlyList<string> Capabilities);

internal sealed record JsonProvenance(
    string Suite,
    string Runtime,
    string System,
    DateTimeOffset? Started,
    IReadOnlyList<string> Arguments,
    string? Shard,
    string? Baseline,
    string? Evidence,
    RunEnd End,
    IReadOnlyList<string> NotPlayed);

internal sealed record JsonScenario(
    string Id,
    string Title,
    string Verdict,
    IReadOnlyList<string> Rules,
    string? Message,
    string? Remark,
    long DurationMs,
    IReadOnlyList<JsonViolation> Violations,
    IReadOnlyDictionary<string, string> NotJudged,
    IReadOnlyCollection<string> AlsoJudged,
    Plays Plays,
    Drawn Drawn,
    IReadOnlyList<PlannedFault> Faults,
    IReadOnlyList<Stage> Stages,
    int EventCount,
    IReadOnlyList<TraceEvent> Events);

internal sealed record JsonViolation(string Rule, IReadOnlyList<string> Expected, string Actual, IReadOnlyList<long> Proof, string Fingerprint, bool Known);

internal sealed record JsonRule(string Id, string Level, string? Class, string Verdict, IReadOnlyList<string> Scenarios, string? Reason);

/// <summary>An event on one line of the report, as it stands in a trace file.</summary>
internal sealed class TraceEventConverter : JsonConverter<TraceEvent>
{
    public override TraceEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        try
        {
            return TraceJson.Event(json.RootElement);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message);
        }
    }

    // The writer breaks no line before what it is given as it is.
    public override void Write(Utf8JsonWriter writer, TraceEvent value, JsonSerializerOptions options) =>
        writer.WriteRawValue([.. "\n        "u8, .. TraceJson.Encode(value)], skipInputValidation: true);
}

/// <summary>What became of a message, as <c>[copies, delay]</c>: there may be thousands.</summary>
internal sealed class FateConverter : JsonConverter<Fate>
{
    public override Fate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2 && pair[0].TryGetInt32(out var copies) && pair[1].TryGetInt32(out var delay)
            ? new Fate(copies, delay)
            : throw new JsonException("the fate of a message is [copies, delay]");
    }

    public override void Write(Utf8JsonWriter writer, Fate value, JsonSerializerOptions options) =>
        writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{value.Copies},{value.Delay}]"));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    Converters = [typeof(TraceEventConverter), typeof(FateConverter)])]
[JsonSerializable(typeof(JsonRun))]
internal sealed partial class JsonModelContext : JsonSerializerContext
{
    static JsonModelContext() => Plain = new JsonModelContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonModelContext Plain { get; }
}
