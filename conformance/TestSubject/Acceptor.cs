using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>An acceptor that keeps the rules but for the mistakes that it was made with. It keeps nothing on disk, and proposes nothing.</summary>
internal sealed class Acceptor
{
    private Ballot promised;
    private Proposal? accepted;

    /// <summary>Whether it promises whatever it is asked to (P-ACC-01).</summary>
    public bool PromisesBelow { get; init; }

    /// <summary>Whether it votes for whatever it is asked to (P-ACC-05).</summary>
    public bool VotesBelow { get; init; }

    /// <summary>What it answers.</summary>
    public IEnumerable<Body> Answer(Body body)
    {
        switch (body)
        {
            case InitBody:
                return [Manners.Hello(body, Capability.Messages, Capability.Ordered, Capability.Reset)];
            case EchoBody:
                return [new EchoOkBody { InReplyTo = body.MsgId }];
            case ResetBody:
                (promised, accepted) = (default, null);
                return [new ResetOkBody { InReplyTo = body.MsgId }];
            case PrepareBody prepare when prepare.Ballot >= promised || PromisesBelow:
                promised = prepare.Ballot > promised ? prepare.Ballot : promised;
                return [new PromiseBody { Ballot = prepare.Ballot, Accepted = accepted }];
            case AcceptBody accept when accept.Ballot >= promised || VotesBelow:
                promised = accept.Ballot > promised ? accept.Ballot : promised;
                accepted = new Proposal(accept.Ballot, accept.Value!);
                return [new AcceptedBody { Ballot = accept.Ballot }];
            case PrepareBody prepare:
                return [new NackBody { Ballot = prepare.Ballot, Promised = promised }];
            case AcceptBody accept:
                return [new NackBody { Ballot = accept.Ballot, Promised = promised }];
            default:
                return [];
        }
    }
}
