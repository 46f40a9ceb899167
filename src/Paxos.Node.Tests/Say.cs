using PaxosConformance.Wire;

namespace Paxos.Node.Tests;

/// <summary>Messages of peers, short.</summary>
internal static class Say
{
    public static Ballot B(long n, string id = "n2") => new(n, id);

    public static PrepareBody Prepare(long n, string id = "n2") => new() { Ballot = B(n, id) };

    public static PromiseBody Promise(Ballot ballot, Proposal? accepted = null) => new() { Ballot = ballot, Accepted = accepted };

    public static AcceptBody Accept(long n, string value, string id = "n2") => new() { Ballot = B(n, id), Value = value };

    public static AcceptedBody Accepted(Ballot ballot) => new() { Ballot = ballot };

    public static NackBody Nack(Ballot ballot, Ballot? promised) => new() { Ballot = ballot, Promised = promised };

    public static DecideBody Decide(string value) => new() { Value = value };

    /// <summary>What was sent, one line each: the receiver and the message.</summary>
    public static IReadOnlyList<string> Show(this IReadOnlyList<Envelope> sent) => [.. sent.Select(m => $"{m.Dest} {Show(m.Body)}")];

    private static string Show(Body body) => body switch
    {
        PrepareBody b => $"prepare {b.Ballot}",
        PromiseBody b => $"promise {b.Ballot} {b.Accepted?.ToString() ?? "-"}",
        AcceptBody b => $"accept {b.Ballot} {b.Value}",
        AcceptedBody b => $"accepted {b.Ballot}",
        NackBody b => $"nack {b.Ballot} {b.Promised}",
        DecideBody b => $"decide {b.Value}",
        ProposeOkBody b => $"propose_ok {b.Value}",
        LearnedOkBody b => $"learned_ok {b.Value}",
        ErrorBody b => $"error {b.Code}",
        _ => body.Type,
    };
}
