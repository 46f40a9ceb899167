using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>
/// Traces in files: one event a line, as <c>{"clock":4,"kind":"sent","node":"n1","message":{…},"text":"…"}</c>. The message is the line of the wire
/// protocol; <c>message</c> and <c>text</c> are there where the event has them.
/// </summary>
public static class TraceJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event as one JSON object, without a newline.</summary>
    public static byte[] Encode(TraceEvent e)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("clock", e.Clock);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()));
            json.WriteString("node", e.Node);
            if (e.Message is not null)
            {
                json.WritePropertyName("message");
                json.WriteRawValue(Codec.Line(e.Message).AsSpan()[..^1], skipInputValidation: true);
            }

            if (e.Text is not null) json.WriteString("text", e.Text);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a trace, an event a line.</summary>
    public static void Write(IEnumerable<TraceEvent> events, Stream output)
    {
        foreach (var e in events)
        {
            output.Write(Encode(e));
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads a trace that <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">A line is no event, or not the next one; says which.</exception>
    public static IReadOnlyList<TraceEvent> Read(Stream input)
    {
        List<TraceEvent> events = [];
        using var lines = new StreamReader(input, Encoding.UTF8);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                events.Add(Event(json.RootElement));
            }
            catch (Exception e) when (e is JsonException or FormatException)
            {
                throw new FormatException($"line {number}: {e.Message.Split(" LineNumber:")[0]}");
            }

            if (events[^1].Clock != number) throw new FormatException($"line {number}: the event has the clock {events[^1].Clock}: events are numbered from 1, and none is left out");
        }

        return events;
    }

    /// <summary>Reads one event.</summary>
    /// <exception cref="FormatException">It is none; says why.</exception>
    public static TraceEvent Event(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("an event is a JSON object");
        if (!json.TryGetProperty("clock", out var clock) || clock.ValueKind != JsonValueKind.Number || !clock.TryGetInt64(out var time) || time < 1)
            throw new FormatException("clock: a number from 1 is required");
        var word = Text(json, "kind") ?? throw new FormatException("kind: a string is required");
        if (!char.IsAsciiLetterLower(word.FirstOrDefault()) || !Enum.TryParse<EventKind>(word, ignoreCase: true, out var kind))
            throw new FormatException($"kind: '{word}' is no kind of event");
        var node = Text(json, "node") ?? throw new FormatException("node: a string is required");
        var message = json.TryGetProperty("message", out var found) ? Message(found) : null;
        if (message is null && kind is EventKind.Sent or EventKind.Delivered or EventKind.Dropped or EventKind.Held or EventKind.Unsent)
            throw new FormatException($"message: an event of the kind {word} has one");
        return new TraceEvent(time, kind, node, message, Text(json, "text"));
    }

    private static Envelope Message(JsonElement json)
    {
        try
        {
            return Codec.Parse(Encoding.UTF8.GetBytes(json.GetRawText()));
        }
        catch (MalformedException e)
        {
            throw new FormatException($"message: {e.Message}");
        }
    }

    private static string? Text(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var text)) return null;
        return text.ValueKind == JsonValueKind.String ? text.GetString() : throw new FormatException($"{field}: a string is required");
    }
}
