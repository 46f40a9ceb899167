using System.Text.Json;

namespace PaxosConformance.Wire;

/// <summary>The fields of an object in a message. Which are missing or wrong is told with their place.</summary>
/// <param name="json">The object.</param>
/// <param name="place">Where it stands in the message, as a JSON Pointer.</param>
/// <remarks>
/// By hand, and so is <see cref="FieldWriting"/>: the metadata that a serializer builds for every message costs a node more time, each time
/// that it starts, than all else it does until it votes.
/// </remarks>
internal sealed partial class Fields(JsonElement json, string place)
{
    public string Text(string name) => ReadText(Required(name), name);

    public string? OptionalText(string name) => Optional(name) is { } text ? ReadText(text, name) : null;

    public long Number(string name) => ReadNumber(Required(name), name);

    public long? OptionalNumber(string name) => Optional(name) is { } number ? ReadNumber(number, name) : null;

    public int Int(string name) => ReadInt(Required(name), name);

    public int? OptionalInt(string name) => Optional(name) is { } number ? ReadInt(number, name) : null;

    public bool? OptionalFlag(string name) => Optional(name) is not { } flag ? null : flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name),
    };

    public RefusalShape? OptionalRefusal(string name) => OptionalText(name) switch
    {
        null => null,
        "silent" => RefusalShape.Silent,
        "nack" => RefusalShape.Nack,
        "promise-shaped" => RefusalShape.PromiseShaped,
        _ => throw Wrong(name),
    };

    public IReadOnlyList<string> Texts(string name) => ReadTexts(Required(name), name);

    public IReadOnlyList<string>? OptionalTexts(string name) => Optional(name) is { } list ? ReadTexts(list, name) : null;

    public IReadOnlyDictionary<string, string>? OptionalTable(string name) => OptionalObject(name)?.Table();

    public Fields? OptionalObject(string name) => Optional(name) is not { } found ? null
        : found.ValueKind == JsonValueKind.Object ? new Fields(found, At(name))
        : throw Wrong(name);

    /// <summary>Whatever it is; good for longer than the line.</summary>
    public JsonElement? Anything(string name) => Optional(name)?.Clone();

    private Dictionary<string, string> Table() =>
        json.EnumerateObject().ToDictionary(field => field.Name, field => ReadText(field.Value, field.Name), StringComparer.Ordinal);

    private string At(string name) => $"{place}/{name}";

    private JsonElement Required(string name) =>
        json.TryGetProperty(name, out var found) ? found : throw new FieldException(place, $"required and missing: '{name}'");

    // A field that is null counts as absent.
    private JsonElement? Optional(string name) => json.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string ReadText(JsonElement text, string name) => text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Wrong(name);

    private long ReadNumber(JsonElement number, string name) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var n) ? n : throw Wrong(name);

    private int ReadInt(JsonElement number, string name) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var n) ? n : throw Wrong(name);

    private string[] ReadTexts(JsonElement list, string name)
    {
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(name);
        var texts = new string[list.GetArrayLength()];
        for (var i = 0; i < texts.Length; i++) texts[i] = list[i].ValueKind == JsonValueKind.String ? list[i].GetString()! : throw Wrong($"{name}/{i}");
        return texts;
    }

    private FieldException Wrong(string name, string how = "the value is of the wrong kind") => new(At(name), how);
}

/// <summary>A field of a message is missing or wrong.</summary>
/// <param name="place">Where, as a JSON Pointer.</param>
/// <param name="text">What is wrong.</param>
internal sealed class FieldException(string place, string text) : Exception($"{place}: {text}");
