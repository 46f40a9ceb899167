using System.Text.Json;
using Paxos;

namespace PaxosConformance.Wire;

/// <content>The values of the protocol.</content>
internal sealed partial class Fields
{
    /// <summary><c>{"n": 5, "id": "n1"}</c></summary>
    public Ballot Ballot(string name) => ReadBallot(Required(name), At(name));

    public Ballot? OptionalBallot(string name) => Optional(name) is { } ballot ? ReadBallot(ballot, At(name)) : null;

    /// <summary><c>{"ballot": …, "value": …}</c></summary>
    public Proposal? OptionalProposal(string name) => Optional(name) is { } proposal ? ReadProposal(proposal, At(name)) : null;

    /// <summary>A number, or a list of lists of ids.</summary>
    public PhaseQuorums PhaseQuorums(string name)
    {
        var quorums = Required(name);
        return quorums.ValueKind switch
        {
            JsonValueKind.Number when quorums.TryGetInt32(out var count) => new PhaseQuorums(count, null),
            JsonValueKind.Array => new PhaseQuorums(null, [.. quorums.EnumerateArray().Select((set, i) => ReadTexts(set, $"{At(name)}/{i}"))]),
            _ => throw new FieldException(At(name), "the quorums of a phase are a count, or a list of lists of ids"),
        };
    }

    private static Ballot ReadBallot(JsonElement ballot, string at)
    {
        if (ballot.ValueKind != JsonValueKind.Object) throw Wrong($"a ballot is an object {{\"n\": 5, \"id\": \"n1\"}}, not {ballot.GetRawText()}");
        if (!ballot.TryGetProperty("n", out var n) || n.ValueKind != JsonValueKind.Number || !n.TryGetInt64(out var counter))
            throw Wrong($"n of a ballot is a whole number, not {Raw(n)}");
        if (counter is < 0 or > Paxos.Ballot.MaxN) throw Wrong($"n of a ballot is from 0 to {Paxos.Ballot.MaxN}, not {counter}");
        if (!ballot.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !NodeId.IsValid(id.GetString()!))
            throw Wrong($"id of a ballot is a string like {NodeId.Pattern}, not {Raw(id)}");
        return new Ballot(counter, id.GetString()!);

        FieldException Wrong(string text) => new(at, text);
    }

    private static Proposal ReadProposal(JsonElement pair, string at)
    {
        if (pair.ValueKind != JsonValueKind.Object || !pair.TryGetProperty("ballot", out var ballot))
            throw new FieldException(at, $"an accepted proposal is an object {{\"ballot\": …, \"value\": …}}, not {pair.GetRawText()}");
        var fields = new Fields(pair, at);
        var (text, base64) = (fields.OptionalText("value"), fields.OptionalText("value_base64"));
        if (ValueFields.Fault(text, base64, required: true) is { } fault) throw new FieldException(at, "an accepted proposal " + fault);
        return new Proposal(ReadBallot(ballot, at), ValueFields.Read(text, base64)!);
    }

    private static string Raw(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "absent" : element.GetRawText();
}
