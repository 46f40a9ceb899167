using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>What a message says. Each kind of message is a record of its own.</summary>
/// <remarks>The attributes are for the schema, which is made from these types.</remarks>
public abstract record Body
{
    /// <summary>The name of the kind of message, the field <c>type</c>.</summary>
    [JsonPropertyOrder(-3)]
    public abstract string Type { get; }

    /// <summary>The number of a request, chosen by its sender; the answer repeats it. On messages between nodes it means nothing.</summary>
    [JsonPropertyOrder(-2), Description("Number of a request; the answer repeats it as in_reply_to. Means nothing on messages between nodes.")]
    public long? MsgId { get; init; }

    /// <summary>The <see cref="MsgId"/> of the request that this message answers.</summary>
    [JsonPropertyOrder(-1), Description("The msg_id of the request that this message answers.")]
    public long? InReplyTo { get; init; }

    /// <summary>The instance of Paxos that is meant; absent in single-decree Paxos.</summary>
    [JsonPropertyOrder(9), Description("The Multi-Paxos slot that is meant; absent in single-decree Paxos.")]
    public long? Slot { get; init; }

    /// <summary>What is wrong with the fields taken together, or null.</summary>
    internal virtual string? Fault => null;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.Optional("msg_id", MsgId);
        json.Optional("in_reply_to", InReplyTo);
        WriteFields(json);
        json.Optional("slot", Slot);
        json.WriteEndObject();
    }

    /// <summary>This body with the fields that every body may have.</summary>
    internal Body With(Fields fields)
    {
        var (number, answered, slot) = (fields.OptionalNumber("msg_id"), fields.OptionalNumber("in_reply_to"), fields.OptionalNumber("slot"));
        return number is null && answered is null && slot is null ? this : this with { MsgId = number, InReplyTo = answered, Slot = slot };
    }

    /// <summary>Writes the fields of this kind of body; some have none.</summary>
    private protected virtual void WriteFields(Utf8JsonWriter json)
    {
    }
}
