using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>Asks for a sign of life, or sets a barrier.</summary>
[Description("Harness to node: answered by echo_ok. With capability ordered, after everything before it was handled.")]
public sealed record EchoBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "echo";

    /// <summary>Anything; the answer repeats it.</summary>
    [Description("Anything; the answer repeats it.")]
    public JsonElement? Echo { get; init; }

    internal static EchoBody Read(Fields fields) => new() { Echo = fields.Anything("echo") };

    private protected override void WriteFields(Utf8JsonWriter json) => json.Optional("echo", Echo);
}

/// <summary>The answer to <see cref="EchoBody"/>.</summary>
[Description("Answer to echo.")]
public sealed record EchoOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "echo_ok";

    /// <summary>What the echo held.</summary>
    [Description("What the echo held.")]
    public JsonElement? Echo { get; init; }

    internal static EchoOkBody Read(Fields fields) => new() { Echo = fields.Anything("echo") };

    private protected override void WriteFields(Utf8JsonWriter json) => json.Optional("echo", Echo);
}

/// <summary>Wipes a node.</summary>
[Description("Harness to node, capability reset: wipe all state, as after a fresh start; the next message is init. Answered by reset_ok.")]
public sealed record ResetBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "reset";
}

/// <summary>The answer to <see cref="ResetBody"/>.</summary>
[Description("Answer to reset.")]
public sealed record ResetOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "reset_ok";
}

/// <summary>Moves a node's logical time.</summary>
[Description("Harness to node, capability ticks: time moves on. From the first tick on nothing else moves it. Answered by tick_ok.")]
public sealed record TickBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "tick";

    /// <summary>By how many milliseconds, from 0.</summary>
    [Description("By how many milliseconds time moves, from 0.")]
    public required long Ms { get; init; }

    internal override string? Fault => Ms < 0 ? $"ms is {Ms}: time does not run backwards" : null;

    internal static TickBody Read(Fields fields) => new() { Ms = fields.Number("ms") };

    private protected override void WriteFields(Utf8JsonWriter json) => json.WriteNumber("ms", Ms);
}

/// <summary>The answer to <see cref="TickBody"/>.</summary>
[Description("Answer to tick: all that was due has been done.")]
public sealed record TickOkBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "tick_ok";
}

/// <summary>A request could not be met.</summary>
[Description("Answer to any request that could not be met.")]
public sealed record ErrorBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "error";

    /// <summary>What kind of error; see <see cref="ErrorCode"/>.</summary>
    [Description("0 timeout, 10 not supported, 11 unavailable, 12 malformed, 13 crash, 14 abort; 0 and 13 leave open whether the request took effect.")]
    public required int Code { get; init; }

    /// <summary>What went wrong, for people.</summary>
    [Description("What went wrong, for people.")]
    public string? Text { get; init; }

    internal static ErrorBody Read(Fields fields) => new() { Code = fields.Int("code"), Text = fields.OptionalText("text") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("code", Code);
        json.Optional("text", Text);
    }
}
