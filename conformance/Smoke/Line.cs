using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <summary>A line that a node said, as it came, and what it means.</summary>
internal sealed record Line(string Text, Envelope? Message, Finding? Fault)
{
    private const int LongestQuote = 2000;

    /// <summary>A line of the conversation.</summary>
    /// <param name="bytes">The line without its newline.</param>
    /// <param name="sent">What was sent before it, or null.</param>
    public static Line Of(ReadOnlySpan<byte> bytes, string? sent)
    {
        var text = Quote(bytes);
        try
        {
            return new Line(text, Codec.Parse(bytes.ToArray()), null);
        }
        catch (MalformedException e)
        {
            var mistake = Name(bytes, e);
            var expected = e.SchemaPath == "#" ? "one JSON object on a line of its own, as UTF-8" : $"what wire.schema.json{e.SchemaPath} says";
            return new Line(text, null, new Finding(mistake, sent, text, expected) { Detail = e.Message });
        }
    }

    /// <summary>A line that was too long to be kept.</summary>
    public static Line Oversized(string? sent) => new("…", null, new Finding(Mistake.TooLong, sent, $"a line of more than {Codec.MaxLine} bytes, which was skipped", $"a line of at most {Codec.MaxLine} bytes"));

    /// <summary>Bytes as they came; what is no text of them is shown as the replacement character.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= LongestQuote ? Encoding.UTF8.GetString(bytes) : $"{Encoding.UTF8.GetString(bytes[..LongestQuote])}… ({bytes.Length} bytes)";

    private static Mistake Name(ReadOnlySpan<byte> line, MalformedException fault)
    {
        if (!Utf8.IsValid(line) || line.StartsWith(Encoding.UTF8.Preamble)) return Mistake.InvalidUtf8;
        var json = line.Trim(" \t\r"u8);
        if (json is not [(byte)'{', ..]) return Mistake.LogsOnStdout;
        if (!TryParse(json, out var length)) return Mistake.BrokenJson;
        if (length < json.Length) return json[length..].TrimStart(" \t,"u8) is [(byte)'{', ..] ? Mistake.TwoObjects : Mistake.BrokenJson;
        if (fault.Code == ErrorCode.NotSupported) return Mistake.UnknownType;
        return fault.Type is not null && HasBallotAsString(json) ? Mistake.BallotAsString : Mistake.WrongField;
    }

    private static bool TryParse(ReadOnlySpan<byte> json, out int length)
    {
        var reader = new Utf8JsonReader(json);
        length = 0;
        try
        {
            if (!reader.Read() || !reader.TrySkip()) return false;
            length = (int)reader.BytesConsumed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasBallotAsString(ReadOnlySpan<byte> json)
    {
        using var line = JsonDocument.Parse(json.ToArray());
        var body = line.RootElement.GetProperty("body");
        return IsString(body, "ballot") || IsString(body, "promised") || (body.TryGetProperty("accepted", out var accepted) && IsString(accepted, "ballot"));
    }

    private static bool IsString(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var ballot)
        && (ballot.ValueKind == JsonValueKind.String || (ballot.ValueKind == JsonValueKind.Object && ballot.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.String));
}
