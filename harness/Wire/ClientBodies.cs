using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>A client wants a value chosen.</summary>
[Description("Client to node: have this value chosen. Answered by propose_ok with the decided value, or error.")]
public sealed record ProposeBody : ValueBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "propose";

    internal static ProposeBody Read(Fields fields) => new() { Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };
}

/// <summary>The answer to <see cref="ProposeBody"/>.</summary>
[Description("Answer to propose: the decided value, which may be another than the proposed one.")]
public sealed record ProposeOkBody : ValueBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "propose_ok";

    internal static ProposeOkBody Read(Fields fields) => new() { Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };
}

/// <summary>A client asks for the decision.</summary>
[Description("Client to node: which value has this node learnt? Answered by learned_ok.")]
public sealed record LearnedBody : Body
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "learned";
}

/// <summary>The answer to <see cref="LearnedBody"/>.</summary>
[Description("Answer to learned: the learnt value; null or absent if there is none yet.")]
public sealed record LearnedOkBody : ValueBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "learned_ok";

    internal override string? Fault => ValueFields.Fault(Text, Base64, required: false);

    internal static LearnedOkBody Read(Fields fields) => new() { Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };
}
