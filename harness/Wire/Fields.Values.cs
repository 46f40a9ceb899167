using System.Text.Json;
using Paxos;

namespace PaxosConformance.Wire;

/// <content>The values of the protocol.</content>
internal sealed partial class Fields
{
    /// <summary><c>{"n": 5, "id": "n1"}</c></summary>
    public Ballot Ballot(string name) => ReadBallot(Required(name), name);

    public Ballot? OptionalBallot(string name) => Optional(name) is { } ballot ? ReadBallot(ballot, name) : null;

    /// <summary><c>{"ballot": …, "value": …}</c></summary>
    public Proposal? OptionalProposal(string name) => Optional(name) is { } proposal ? ReadProposal(proposal, name) : null;

    /// <summary>A number, or a list of lists of ids.</summary>
    public PhaseQuorums PhaseQuorums(string name)
    {
        var quorums = Required(name);
        return quorums.ValueKind switch
        {
            JsonValueKind.Number when quorums.TryGetInt32(out var count) => new PhaseQuorums(count, null),
            JsonValueKind.Array => new PhaseQuorums(null, [.. quorums.EnumerateArray().Select((set, i) => ReadTexts(set, $"{name}/{i}"))]),
            _ => throw Wrong(name, "the quorums of a phase are a count, or a list of lists of ids"),
        };
    }

    private Ballot ReadBallot(JsonElement ballot, string name)
    {
        if (ballot.ValueKind != JsonValueKind.Object) throw Wrong(name, $"a ballot is an object {{\"n\": 5, \"id\": \"n1\"}}, not {ballot.GetRawText()}");
        if (!ballot.TryGetProperty("n", out var n) || n.ValueKind != JsonValueKind.Number || !n.TryGetInt64(out var counter))
            throw Wrong(name, $"n of a ballot is a whole number, not {Raw(n)}");
        if (counter is < 0 or > Paxos.Ballot.MaxN) throw Wrong(name, $"n of a ballot is from 0 to {Paxos.Ballot.MaxN}, not {counter}");
        if (!ballot.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !NodeId.IsValid(id.GetString()!))
            throw Wrong(name, $"id of a ballot is a string like {NodeId.Pattern}, not {Raw(id)}");
        return new Ballot(counter, id.GetString()!);
    }

    private Proposal ReadProposal(JsonElement pair, string name)
    {
        if (pair.ValueKind != JsonValueKind.Object || !pair.TryGetProperty("ballot", out var ballot))
            throw Wrong(name, $"an accepted proposal is an object {{\"ballot\": …, \"value\": …}}, not {pair.GetRawText()}");
        var fields = new Fields(pair, At(name));
        var (text, base64) = (fields.OptionalText("value"), fields.OptionalText("value_base64"));
        if (ValueFields.Fault(text, base64, required: true) is { } fault) throw Wrong(name, "an accepted proposal " + fault);
        return new Proposal(ReadBallot(ballot, name), ValueFields.Read(text, base64)!);
    }

    private static string Raw(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "absent" : element.GetRawText();
}
