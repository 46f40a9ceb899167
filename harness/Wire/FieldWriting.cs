using System.Text.Json;
using Paxos;

namespace PaxosConformance.Wire;

/// <summary>How the fields of a message are written; what is null is left out.</summary>
internal static class FieldWriting
{
    public static void Optional(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    public static void Optional(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } n) json.WriteNumber(name, n);
    }

    public static void Optional(this Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } yes) json.WriteBoolean(name, yes);
    }

    public static void Optional(this Utf8JsonWriter json, string name, Ballot? ballot)
    {
        if (ballot is { } b) json.Write(name, b);
    }

    public static void Optional(this Utf8JsonWriter json, string name, IReadOnlyList<string>? texts)
    {
        if (texts is not null) json.Write(name, texts);
    }

    public static void Optional(this Utf8JsonWriter json, string name, RefusalShape? refusal) => json.Optional(name, refusal switch
    {
        RefusalShape.Silent => "silent",
        RefusalShape.Nack => "nack",
        RefusalShape.PromiseShaped => "promise-shaped",
        _ => null,
    });

    public static void Optional(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string>? table)
    {
        if (table is null) return;
        json.WriteStartObject(name);
        foreach (var (key, text) in table) json.WriteString(key, text);
        json.WriteEndObject();
    }

    public static void Optional(this Utf8JsonWriter json, string name, JsonElement? anything)
    {
        if (anything is not { } element) return;
        json.WritePropertyName(name);
        element.WriteTo(json);
    }

    public static void Write(this Utf8JsonWriter json, string name, Ballot ballot)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", ballot.N);
        json.WriteString("id", ballot.Id);
        json.WriteEndObject();
    }

    public static void Write(this Utf8JsonWriter json, string name, Proposal? proposal)
    {
        if (proposal is null)
        {
            json.WriteNull(name);
            return;
        }

        var (text, base64) = ValueFields.Write(proposal.Value);
        json.WriteStartObject(name);
        json.Write("ballot", proposal.Ballot);
        json.Optional("value", text);
        json.Optional("value_base64", base64);
        json.WriteEndObject();
    }

    public static void Write(this Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WritePropertyName(name);
        json.Write(texts);
    }

    public static void Write(this Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
