using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paxos;

namespace PaxosConformance.Wire;

/// <summary>A message from one node to another. One-way: it is matched by sender, ballot and slot.</summary>
public interface IPeerBody;

/// <summary>Phase 1a.</summary>
[Description("Phase 1a, node to node: asks for a promise. Answered by promise, nack, or silence.")]
public sealed record PrepareBody : Body, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "prepare";

    /// <summary>The ballot to be promised.</summary>
    [Description("The ballot to be promised.")]
    public required Ballot Ballot { get; init; }

    internal static PrepareBody Read(Fields fields) => new() { Ballot = fields.Ballot("ballot") };

    private protected override void WriteFields(Utf8JsonWriter json) => json.Write("ballot", Ballot);
}

/// <summary>Phase 1b.</summary>
[Description("Phase 1b, node to node: the promise to take part in no lower ballot, with the accepted proposal of the highest ballot.")]
public sealed record PromiseBody : Body, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "promise";

    /// <summary>The ballot of the prepare; a higher one makes this a refusal.</summary>
    [Description("The ballot of the prepare that is answered. With a higher ballot the message is a refusal.")]
    public required Ballot Ballot { get; init; }

    /// <summary>The accepted proposal with the highest ballot, or null.</summary>
    [Description("The proposal with the highest ballot that this acceptor has accepted; null or absent if none.")]
    public Proposal? Accepted { get; init; }

    internal static PromiseBody Read(Fields fields) => new() { Ballot = fields.Ballot("ballot"), Accepted = fields.OptionalProposal("accepted") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Write("ballot", Ballot);
        json.Write("accepted", Accepted);
    }
}

/// <summary>A refusal.</summary>
[Description("A refusal of a prepare or an accept, node to node. Never counts as a vote.")]
public sealed record NackBody : Body, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "nack";

    /// <summary>The refused ballot.</summary>
    [Description("The ballot that is refused.")]
    public required Ballot Ballot { get; init; }

    /// <summary>The higher ballot that is in the way, where the node tells it.</summary>
    [Description("The higher ballot that the refuser stands at.")]
    public Ballot? Promised { get; init; }

    internal static NackBody Read(Fields fields) => new() { Ballot = fields.Ballot("ballot"), Promised = fields.OptionalBallot("promised") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Write("ballot", Ballot);
        json.Optional("promised", Promised);
    }
}

/// <summary>Phase 2a.</summary>
[Description("Phase 2a, node to node: asks to accept a value. Answered by accepted, nack, or silence.")]
public sealed record AcceptBody : ValueBody, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "accept";

    /// <summary>The ballot in which the value is put to the vote.</summary>
    [Description("The ballot in which the value is put to the vote.")]
    public required Ballot Ballot { get; init; }

    internal static AcceptBody Read(Fields fields) => new() { Ballot = fields.Ballot("ballot"), Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Write("ballot", Ballot);
        base.WriteFields(json);
    }
}

/// <summary>Phase 2b.</summary>
[Description("Phase 2b, node to node: the vote for the proposal of a ballot. With a value it is a vote that is told to a learner, never a refusal.")]
public sealed record AcceptedBody : ValueBody, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "accepted";

    /// <summary>The ballot of the accept; a higher one makes this a refusal.</summary>
    [Description("The ballot of the accept that is answered. With a higher ballot the message is a refusal.")]
    public required Ballot Ballot { get; init; }

    internal override string? Fault => ValueFields.Fault(Text, Base64, required: false);

    internal static AcceptedBody Read(Fields fields) => new() { Ballot = fields.Ballot("ballot"), Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Write("ballot", Ballot);
        base.WriteFields(json);
    }
}

/// <summary>The decision.</summary>
[Description("Node to node: the value is chosen. Not answered.")]
public sealed record DecideBody : ValueBody, IPeerBody
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public override string Type => "decide";

    /// <summary>A ballot in which the value was chosen, where the sender tells it.</summary>
    [Description("A ballot in which the value was chosen, where the sender tells it.")]
    public Ballot? Ballot { get; init; }

    internal static DecideBody Read(Fields fields) => new() { Ballot = fields.OptionalBallot("ballot"), Text = fields.OptionalText("value"), Base64 = fields.OptionalText("value_base64") };

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.Optional("ballot", Ballot);
        base.WriteFields(json);
    }
}
