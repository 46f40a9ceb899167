using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paxos;

namespace PaxosConformance.Wire;

/// <summary>What an id of a node or client looks like.</summary>
public static class NodeId
{
    /// <summary>The pattern of all ids.</summary>
    public const string Pattern = "^[A-Za-z0-9_.-]{1,64}$";

    /// <summary>Whether <paramref name="id"/> has the form of an id.</summary>
    public static bool IsValid(string id) => id.Length is > 0 and <= 64 && !id.AsSpan().ContainsAnyExcept(Letters);

    // By hand, since loading the regex engine takes a tenth of the time in which a node starts.
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
}

/// <summary><c>{"n": 5, "id": "n1"}</c></summary>
internal sealed class BallotConverter : JsonConverter<Ballot>
{
    public override Ballot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return Read(json.RootElement);
    }

    public static Ballot Read(JsonElement ballot)
    {
        if (ballot.ValueKind != JsonValueKind.Object) throw new JsonException($"a ballot is an object {{\"n\": 5, \"id\": \"n1\"}}, not {ballot.GetRawText()}");
        if (!ballot.TryGetProperty("n", out var n) || n.ValueKind != JsonValueKind.Number || !n.TryGetInt64(out var counter))
            throw new JsonException($"n of a ballot is a whole number, not {Raw(n)}");
        if (counter is < 0 or > Ballot.MaxN) throw new JsonException($"n of a ballot is from 0 to {Ballot.MaxN}, not {counter}");
        if (!ballot.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !NodeId.IsValid(id.GetString()!))
            throw new JsonException($"id of a ballot is a string like {NodeId.Pattern}, not {Raw(id)}");
        return new Ballot(counter, id.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, Ballot value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", value.N);
        writer.WriteString("id", value.Id);
        writer.WriteEndObject();
    }

    private static string Raw(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "absent" : element.GetRawText();
}

/// <summary><c>{"ballot": …, "value": …}</c></summary>
internal sealed class ProposalConverter : JsonConverter<Proposal>
{
    public override Proposal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var pair = json.RootElement;
        if (pair.ValueKind != JsonValueKind.Object || !pair.TryGetProperty("ballot", out var ballot))
            throw new JsonException($"an accepted proposal is an object {{\"ballot\": …, \"value\": …}}, not {pair.GetRawText()}");
        var (text, base64) = (Text(pair, "value"), Text(pair, "value_base64"));
        if (ValueFields.Fault(text, base64, required: true) is { } fault) throw new JsonException("an accepted proposal " + fault);
        return new Proposal(BallotConverter.Read(ballot), ValueFields.Read(text, base64)!);
    }

    public override void Write(Utf8JsonWriter writer, Proposal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("ballot");
        JsonSerializer.Serialize(writer, value.Ballot, WireJson.Default.Ballot);
        var (text, base64) = ValueFields.Write(value.Value);
        writer.WriteString(text is not null ? "value" : "value_base64", text ?? base64);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement pair, string field) => !pair.TryGetProperty(field, out var found) ? null : found.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => found.GetString(),
        _ => throw new JsonException($"{field} of an accepted proposal is a string, not {found.GetRawText()}"),
    };
}

/// <summary>A number, or a list of lists of ids.</summary>
internal sealed class PhaseQuorumsConverter : JsonConverter<PhaseQuorums>
{
    public override PhaseQuorums Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var count) => new PhaseQuorums(count, null),
        JsonTokenType.StartArray => new PhaseQuorums(null, JsonSerializer.Deserialize(ref reader, WireJson.Default.IReadOnlyListIReadOnlyListString)),
        _ => throw new JsonException("the quorums of a phase are a count, or a list of lists of ids"),
    };

    public override void Write(Utf8JsonWriter writer, PhaseQuorums value, JsonSerializerOptions options)
    {
        if (value.Count is { } count) writer.WriteNumberValue(count);
        else JsonSerializer.Serialize(writer, value.Sets!, WireJson.Default.IReadOnlyListIReadOnlyListString);
    }
}
