using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// What is shaped like a vote and carries a higher ballot than was asked for is a refusal (P-PRO-18). In both directions: implementations
/// that refuse like that say so as a nack, and none takes the vote of another for one.
/// </summary>
internal sealed class Normalisation
{
    private Ballot mine;
    private (string From, Body? Request) asked = ("", null);

    /// <summary>Which request the node is about to answer; null: none.</summary>
    public void Asked(string from, Body? request) => asked = (from, request);

    /// <summary>What a message of another node means; null: it answers nothing that was asked.</summary>
    public Body? Incoming(Body body) => body switch
    {
        PromiseBody vote when vote.Ballot > mine => Refusal(vote.Ballot),
        AcceptedBody { Value: null } vote when vote.Ballot > mine => Refusal(vote.Ballot),
        _ => body,
    };

    /// <summary>What a message of this node is to others.</summary>
    public Body Outgoing(string to, Body body)
    {
        if (body is PrepareBody prepare) mine = Ballot.Max(mine, prepare.Ballot);
        if (body is AcceptBody accept) mine = Ballot.Max(mine, accept.Ballot);
        if (to != asked.From) return body;
        return (asked.Request, body) switch
        {
            (PrepareBody request, PromiseBody vote) when vote.Ballot > request.Ballot => new NackBody { Ballot = request.Ballot, Promised = vote.Ballot },
            (AcceptBody request, AcceptedBody { Value: null } vote) when vote.Ballot > request.Ballot => new NackBody { Ballot = request.Ballot, Promised = vote.Ballot },
            _ => body,
        };
    }

    private NackBody? Refusal(Ballot higher) => mine.IsNone ? null : new NackBody { Ballot = mine, Promised = higher };
}
