using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>The program behind an adapter.</summary>
public sealed record Implementation
{
    /// <summary>Its name.</summary>
    [Description("The name of the implementation.")]
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    [Description("Its version.")]
    public string? Version { get; init; }

    /// <summary>The language it is written in.</summary>
    [Description("The language it is written in.")]
    public string? Language { get; init; }

    internal static Implementation Read(Fields fields) => new()
    {
        Name = fields.Text("name"),
        Version = fields.OptionalText("version"),
        Language = fields.OptionalText("language"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("name", Name);
        json.Optional("version", Version);
        json.Optional("language", Language);
        json.WriteEndObject();
    }
}

/// <summary>The freedoms of the protocol that a node declares to use. What is not declared may still be used.</summary>
public sealed record Variants
{
    /// <summary>F3: the acceptor takes an accept only in the ballot that it promised last (The Part-Time Parliament).</summary>
    [JsonPropertyName("exact-promise"), Description("F3: accepts only in the ballot that was promised last.")]
    public bool? ExactPromise { get; init; }

    /// <summary>F1: how stale requests are refused: <c>silent</c>, <c>nack</c> or <c>promise-shaped</c>.</summary>
    [JsonPropertyName("refusal"), Description("F1: how a stale request is refused: silent, nack or promise-shaped.")]
    public RefusalShape? Refusal { get; init; }

    /// <summary>F24: durable means "survives kill -9", not loss of power.</summary>
    [JsonPropertyName("no-power-loss"), Description("F24: state is not claimed to survive a loss of power.")]
    public bool? NoPowerLoss { get; init; }

    internal static Variants Read(Fields fields) => new()
    {
        ExactPromise = fields.OptionalFlag("exact-promise"),
        Refusal = fields.OptionalRefusal("refusal"),
        NoPowerLoss = fields.OptionalFlag("no-power-loss"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.Optional("exact-promise", ExactPromise);
        json.Optional("refusal", Refusal);
        json.Optional("no-power-loss", NoPowerLoss);
        json.WriteEndObject();
    }
}

/// <summary>How a stale request is refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalShape>))]
public enum RefusalShape
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>With a nack.</summary>
    [JsonStringEnumMemberName("nack")]
    Nack,

    /// <summary>With a message shaped like a vote that carries the refuser's own, higher ballot.</summary>
    [JsonStringEnumMemberName("promise-shaped")]
    PromiseShaped,
}

/// <summary>The counters a node takes in ballots.</summary>
public sealed record BallotRange
{
    /// <summary>The lowest.</summary>
    [Description("The lowest counter.")]
    public required long Min { get; init; }

    /// <summary>The highest.</summary>
    [Description("The highest counter.")]
    public required long Max { get; init; }

    internal static BallotRange Read(Fields fields) => new()
    {
        Min = fields.Number("min"),
        Max = fields.Number("max"),
    };

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("min", Min);
        json.WriteNumber("max", Max);
        json.WriteEndObject();
    }
}
