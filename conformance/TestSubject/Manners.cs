using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>Ways for a node to be wrong: what it answers to a message.</summary>
internal static class Manners
{
    public static IReadOnlyDictionary<string, Func<Body, IEnumerable<Body>>> All { get; } = new Dictionary<string, Func<Body, IEnumerable<Body>>>
    {
        ["mute"] = body => body is InitBody ? [Hello(body, Capability.Messages)] : [],
        ["mute-ordered"] = body => body is InitBody ? [Hello(body, Capability.Messages, Capability.Ordered)] : [],
        ["flood"] = body => body is InitBody ? [Hello(body, Capability.Messages)] : Flood(),
        ["crash"] = body => body is InitBody ? [Hello(body, Capability.Messages)] : throw new InvalidOperationException("this subject was made to crash"),
        ["says-yes"] = SayYes,
        ["acceptor"] = new Acceptor().Answer,
        ["promises-below"] = new Acceptor { PromisesBelow = true }.Answer,
        ["votes-below"] = new Acceptor { VotesBelow = true }.Answer,
        ["promises-and-votes-below"] = new Acceptor { PromisesBelow = true, VotesBelow = true }.Answer,
        ["gives-up-after-a-crash"] = new Mortal().Answer,
        ["gives-up-after-a-crash-in-an-accept"] = new Mortal { Accepts = false }.Answer,
        ["hostile"] = body => body is InitBody ? [Hello(body, Capability.Messages, Capability.Reset)] : body is ResetBody ? SayYes(body) : throw new InvalidOperationException("\n::error::owned | <script>alert(1)</script> ]]> `x` \e[2J"),
        ["leaves-messages"] = body => body is ProposeBody ? [new PrepareBody { Ballot = new Paxos.Ballot(1, "n1") }] : SayYes(body),
        ["observe"] = body => body is InitBody ? [Hello(body)] : [],
    };

    // Promises and accepts whatever is asked for, and remembers nothing.
    private static IEnumerable<Body> SayYes(Body body) => body switch
    {
        InitBody => [Hello(body, Capability.Messages, Capability.Ordered, Capability.Reset)],
        EchoBody => [new EchoOkBody { InReplyTo = body.MsgId }],
        ResetBody => [new ResetOkBody { InReplyTo = body.MsgId }],
        PrepareBody prepare => [new PromiseBody { Ballot = prepare.Ballot }],
        AcceptBody accept => [new AcceptedBody { Ballot = accept.Ballot }],
        _ => [],
    };

    private static IEnumerable<Body> Flood()
    {
        while (true) yield return new EchoOkBody();
    }

    internal static InitOkBody Hello(Body init, params string[] capabilities) =>
        new() { InReplyTo = init.MsgId, Protocol = 1, Implementation = new Implementation { Name = "test subject" }, Capabilities = capabilities };
}
