using System.Text.Json;
using Paxos;

namespace PaxosConformance.Wire.Tests;

/// <summary>A message of every kind, with all its fields.</summary>
internal static class Examples
{
    private static readonly Ballot Five = new(5, "n1");
    private static readonly Value Bytes = Value.Of([0xff, 0x00]);

    public static IEnumerable<Body> Bodies =>
    [
        new InitBody
        {
            MsgId = 1, NodeId = "n1", NodeIds = ["n1", "n2", "n3"], DataDir = "/data", Acceptors = ["n1", "n2"],
            Quorums = new Quorums { Phase1 = new PhaseQuorums(2, null), Phase2 = new PhaseQuorums(null, [["n1"], ["n1", "n2"]]) },
            Timing = new Timing { RetryMs = 50 },
            Network = new NetworkConfig { Mode = "direct", Listen = "h:1", Peers = new Dictionary<string, string> { ["n2"] = "h:2" } },
        },
        new InitOkBody
        {
            InReplyTo = 1, Protocol = 1, Implementation = new Implementation { Name = "x", Version = "1", Language = "y" },
            Capabilities = Capability.All, Variants = new Variants { ExactPromise = true, Refusal = RefusalShape.Nack, NoPowerLoss = false },
            Ballots = new BallotRange { Min = 0, Max = 9 },
        },
        new EchoBody { MsgId = 2, Echo = JsonDocument.Parse("""{"a":[1,null,"ü"]}""").RootElement },
        new EchoOkBody { InReplyTo = 2, Echo = JsonDocument.Parse("7").RootElement },
        new ResetBody { MsgId = 3 },
        new ResetOkBody { InReplyTo = 3 },
        new TickBody { MsgId = 4, Ms = 0 },
        new TickOkBody { InReplyTo = 4 },
        new ErrorBody { InReplyTo = 5, Code = 13, Text = "a \"quoted\" word\nand a line" },
        new ProposeBody { MsgId = 6, Value = "x" },
        new ProposeBody { MsgId = 6, Value = Bytes },
        new ProposeOkBody { InReplyTo = 6, Value = "" },
        new ProposeOkBody { InReplyTo = 6, Value = Bytes },
        new LearnedBody { MsgId = 7, Slot = 3 },
        new LearnedOkBody { InReplyTo = 7 },
        new LearnedOkBody { InReplyTo = 7, Value = "x" },
        new LearnedOkBody { InReplyTo = 7, Value = Bytes },
        new PrepareBody { Ballot = Five },
        new PromiseBody { Ballot = Five },
        new PromiseBody { Ballot = Five, Accepted = new Proposal(new Ballot(2, "n2"), "x") },
        new PromiseBody { Ballot = Five, Accepted = new Proposal(new Ballot(0, "n2"), Bytes) },
        new NackBody { Ballot = Five },
        new NackBody { Ballot = Five, Promised = new Ballot(Ballot.MaxN, "n3") },
        new AcceptBody { Ballot = Five, Value = "żółw 🐢" },
        new AcceptBody { Ballot = Five, Value = Bytes },
        new AcceptedBody { Ballot = Five },
        new AcceptedBody { Ballot = Five, Value = "x", Slot = 0 },
        new AcceptedBody { Ballot = Five, Value = Bytes },
        new DecideBody { Value = "x" },
        new DecideBody { Value = Bytes, Ballot = Five },
    ];
}
