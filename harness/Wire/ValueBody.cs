using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paxos;

namespace PaxosConformance.Wire;

/// <summary>A message that carries a value: text in <c>value</c>, or any bytes in <c>value_base64</c>.</summary>
public abstract record ValueBody : Body
{
    /// <summary>The value as text, or null.</summary>
    [JsonPropertyName("value"), Description("The value, as text. One of value and value_base64 is given.")]
    public string? Text { get; init; }

    /// <summary>The value as base64 (RFC 4648, padded), or null.</summary>
    [JsonPropertyName("value_base64"), Description("The value, as the base64 form of its bytes (RFC 4648, padded).")]
    public string? Base64 { get; init; }

    /// <summary>The value, however it travels; null only where the message may come without one.</summary>
    [JsonIgnore]
    public Value? Value
    {
        get => ValueFields.Read(Text, Base64);
        init => (Text, Base64) = ValueFields.Write(value);
    }

    internal override string? Fault => ValueFields.Fault(Text, Base64, required: true);

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Optional("value", Text);
        json.Optional("value_base64", Base64);
    }
}

/// <summary>How a value stands in the two fields <c>value</c> and <c>value_base64</c>.</summary>
internal static class ValueFields
{
    public static Value? Read(string? text, string? base64) =>
        text is not null ? Value.FromString(text) : base64 is not null ? Value.Of(Convert.FromBase64String(base64)) : null;

    public static (string? Text, string? Base64) Write(Value? value) => value switch
    {
        null => (null, null),
        { IsText: true } => (value.ToString(), null),
        _ => (null, Convert.ToBase64String(value.Bytes)),
    };

    public static string? Fault(string? text, string? base64, bool required)
    {
        if (text is not null && base64 is not null) return "has both value and value_base64: give one";
        if (required && text is null && base64 is null) return "has no value: give value or value_base64";
        if (base64 is not null && !Convert.TryFromBase64String(base64, new byte[base64.Length], out _)) return "value_base64 is not base64";
        return null;
    }
}
