using System.Globalization;
using System.Text.Json.Nodes;

namespace PaxosConformance.Wire.Reference;

/// <summary>A field of a message, as the schema has it.</summary>
/// <param name="Name">Its name, with that of the object that it is in.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Text">What it means.</param>
internal sealed record Field(string Name, string Kind, bool IsRequired, string Text)
{
    /// <summary>The fields of an object, each followed by those within it.</summary>
    public static IEnumerable<Field> Of(JsonObject schema, string prefix = "")
    {
        var required = Names(schema);
        foreach (var (name, value) in (JsonObject)schema["properties"]!)
        {
            var field = value as JsonObject;
            yield return new Field(prefix + name, KindOf(value), required.Contains(name), (string?)field?["description"] ?? "");
            if (field?["properties"] is null) continue;
            foreach (var inner in Of(field, $"{prefix}{name}.")) yield return inner;
        }
    }

    private static HashSet<string> Names(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a value is, in words.</summary>
    public static string KindOf(JsonNode? schema) => schema switch
    {
        JsonObject { } kind when kind["$ref"] is { } reference => Named((string)reference!),
        JsonObject { } kind when kind["anyOf"] is JsonArray any => KindOf(any[0]),
        JsonObject { } kind when kind["oneOf"] is JsonArray any => string.Join(" or ", any.Select(KindOf)),
        JsonObject { } kind when kind["const"] is { } constant => $"`\"{constant}\"`",
        JsonObject { } kind when kind["enum"] is JsonArray words => string.Join(", ", words.Where(word => word is not null).Select(word => $"`\"{word}\"`")),
        JsonObject { } kind when TypeOf(kind) is "array" => $"list of {KindOf(kind["items"])}",
        JsonObject { } kind when kind["additionalProperties"] is { } values => $"object of {KindOf(values)} by name",
        JsonObject { } kind => TypeOf(kind) + Range(kind),
        _ => "anything",
    };

    private static string TypeOf(JsonObject schema) => schema["type"] is JsonArray several ? (string)several[0]! : (string)schema["type"]!;

    private static string Range(JsonObject schema) => (schema["minimum"], schema["maximum"]) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $" from {low} to {high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $" from {low}"),
        _ => "",
    };

    private static string Named(string reference)
    {
        var name = reference[(reference.LastIndexOf('/') + 1)..];
        return $"[{name}](#{name})";
    }
}
