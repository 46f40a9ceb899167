using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PaxosConformance.Wire;

/// <summary>Turns lines into messages and messages into lines.</summary>
public static class Codec
{
    /// <summary>The longest line, its newline not counted: 1 MiB.</summary>
    public const int MaxLine = 1 << 20;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one line, without its newline.</summary>
    /// <exception cref="MalformedException">The line is no message of the protocol.</exception>
    public static Envelope Parse(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span)) throw new MalformedException(ErrorCode.Malformed, "the line is not valid UTF-8", null);
        try
        {
            using var json = JsonDocument.Parse(line);
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new MalformedException(ErrorCode.Malformed, $"the line is not one JSON object: {e.Message.Split(" LineNumber:")[0]}", null);
        }
        catch (InvalidOperationException e)
        {
            // A string that escapes half a surrogate pair is JSON but no text.
            throw new MalformedException(ErrorCode.Malformed, $"the line is not readable: {e.Message}", null);
        }
    }

    /// <summary>The line of a message, newline included.</summary>
    public static byte[] Line(Envelope message)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, message);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the line of a message, newline included.</summary>
    public static void Write(IBufferWriter<byte> buffer, Envelope message)
    {
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("src", message.Src);
            writer.WriteString("dest", message.Dest);
            writer.WritePropertyName("body");
            message.Body.Write(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    /// <summary>A message as people read it: the JSON of its line.</summary>
    public static string Show(Envelope message) => Encoding.UTF8.GetString(Line(message)).TrimEnd('\n');

    private static Envelope Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new MalformedException(ErrorCode.Malformed, $"a line is a JSON object, not {Brief(root)}", null);
        var body = root.TryGetProperty("body", out var found) ? found : default;
        var origin = Origin.Of(root, body);
        var (src, dest) = (Id(root, "src", origin), Id(root, "dest", origin));
        if (body.ValueKind != JsonValueKind.Object) throw new MalformedException(ErrorCode.Malformed, "/body: an object is required", origin);
        if (!body.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw new MalformedException(ErrorCode.Malformed, "/body/type: a string is required", origin);
        return new Envelope(src, dest, Body(body, type.GetString()!, origin));
    }

    private static Body Body(JsonElement json, string type, Origin origin)
    {
        try
        {
            var fields = new Fields(json, "/body");
            var body = Kinds.Read(type, fields) ?? throw new MalformedException(ErrorCode.NotSupported, $"/body/type: '{type}' is no message of the protocol", origin);
            return body.Fault is { } fault ? throw new MalformedException(ErrorCode.Malformed, $"/body: {type} {fault}", origin) { Type = type } : body.With(fields);
        }
        catch (FieldException e)
        {
            throw new MalformedException(ErrorCode.Malformed, e.Message, origin) { Type = type };
        }
        catch (InvalidOperationException e)
        {
            throw new MalformedException(ErrorCode.Malformed, $"/body: {e.Message}", origin) { Type = type };
        }
    }

    private static string Id(JsonElement root, string field, Origin origin)
    {
        if (!root.TryGetProperty(field, out var id) || id.ValueKind != JsonValueKind.String)
            throw new MalformedException(ErrorCode.Malformed, $"/{field}: a string is required", origin);
        return NodeId.IsValid(id.GetString()!)
            ? id.GetString()!
            : throw new MalformedException(ErrorCode.Malformed, $"/{field}: {Brief(id)} is no id: it must match {NodeId.Pattern}", origin);
    }

    private static string Brief(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}

/// <summary>What could be read of a malformed message about where it came from, so that it can be answered.</summary>
/// <param name="Src">Its sender, or null.</param>
/// <param name="Dest">Its receiver, or null.</param>
/// <param name="MsgId">Its number, or null.</param>
public sealed record Origin(string? Src, string? Dest, long? MsgId)
{
    internal static Origin Of(JsonElement root, JsonElement body) => new(Text(root, "src"), Text(root, "dest"), Number(body, "msg_id"));

    private static string? Text(JsonElement root, string field) =>
        root.TryGetProperty(field, out var id) && id.ValueKind == JsonValueKind.String && NodeId.IsValid(id.GetString()!) ? id.GetString() : null;

    private static long? Number(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out var id) ? id : null;
}

/// <summary>A line that is no message of the protocol.</summary>
/// <param name="code">The error code to answer with: <see cref="ErrorCode.Malformed"/> or <see cref="ErrorCode.NotSupported"/>.</param>
/// <param name="message">What is wrong, beginning with the place as a JSON Pointer.</param>
/// <param name="origin">What is known of the sender, or null.</param>
public sealed class MalformedException(int code, string message, Origin? origin) : Exception(message)
{
    /// <summary>The error code to answer with.</summary>
    public int Code => code;

    /// <summary>What is known of the sender, or null.</summary>
    public Origin? Origin => origin;

    /// <summary>The kind of message whose fields are wrong; null where it is not known, or no kind of the protocol.</summary>
    public string? Type { get; init; }

    /// <summary>Where in the wire protocol's JSON Schema it stands what was expected, as a URI fragment: <c>#/$defs/promise/properties/ballot</c>.</summary>
    public string SchemaPath => Message.Split(':')[0].Split('/') switch
    {
        ["", "body", var field, ..] when Type is not null => $"#/$defs/{Type}/properties/{field}",
        ["", "body"] when Type is not null => $"#/$defs/{Type}",
        ["", var field, ..] => $"#/properties/{field}",
        _ => "#",
    };

    /// <summary>What is wrong, and where in the schema it stands what was expected.</summary>
    public string Told => SchemaPath == "#" ? Message : $"{Message} (wire.schema.json{SchemaPath})";
}
