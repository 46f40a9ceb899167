using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Reports;
using PaxosConformance.Wire;

namespace PaxosConformance.Cli;

/// <summary>Reads a number within limits.</summary>
internal abstract class RangeConverter(string what, int lowest, int highest) : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var n) && n >= lowest && n <= highest
            ? n
            : throw new JsonException($"{what} from {lowest} to {highest} is expected");

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);
}

internal sealed class NodesConverter() : RangeConverter("a number of nodes", 1, 7);

internal sealed class PortConverter() : RangeConverter("a port", 1, 65_535);

internal sealed class MillisecondsConverter() : RangeConverter("milliseconds", 1, 600_000);

/// <summary>Reads one of a few words.</summary>
internal abstract class WordConverter(params string[] words) : JsonConverter<string>
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => words;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && words.Contains(reader.GetString())
            ? reader.GetString()!
            : throw new JsonException($"one of {string.Join(", ", words)} is expected");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

internal sealed class TierConverter() : WordConverter(SubjectReport.Intercept, SubjectReport.Observe);

internal sealed class NetworkConverter() : WordConverter(All)
{
    /// <summary>The words for <see cref="Scenarios.NetworkMode"/>.</summary>
    public static readonly string[] All = ["auto", "routed", "direct"];
}

/// <summary>Reads a list of known capabilities.</summary>
internal sealed class CapabilitiesConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Wrong();
        var read = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || !Capability.All.Contains(reader.GetString())) throw Wrong();
            read.Add(reader.GetString()!);
        }

        return read;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var capability in value) writer.WriteStringValue(capability);
        writer.WriteEndArray();
    }

    private static JsonException Wrong() => new($"a list out of {string.Join(", ", Capability.All)} is expected");
}
