using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>Between the words of the protocol and those of the wire.</summary>
internal static class Translation
{
    public static Body ToBody(Message message) => message switch
    {
        Prepare m => new PrepareBody { Ballot = m.Ballot },
        Promise m => new PromiseBody { Ballot = m.Ballot, Accepted = m.Accepted },
        Accept m => new AcceptBody { Ballot = m.Ballot, Value = m.Value },
        Accepted m => new AcceptedBody { Ballot = m.Ballot },
        Nack m => new NackBody { Ballot = m.Ballot, Promised = m.Promised },
        Decide m => new DecideBody { Value = m.Value, Ballot = m.Ballot },
        _ => throw new ArgumentException($"{message.GetType().Name} has no form on the wire", nameof(message)),
    };

    /// <summary>What a message of a peer means.</summary>
    /// <param name="body">The message.</param>
    /// <param name="current">The ballot of the running round, or none.</param>
    public static Message ToMessage(IPeerBody body, Ballot current) => body switch
    {
        PrepareBody b => new Prepare(b.Ballot),
        AcceptBody b => new Accept(b.Ballot, b.Value!),
        DecideBody b => new Decide(b.Value!, b.Ballot),

        // P-PRO-18: some acceptors refuse with the shape of a vote that carries the higher ballot they stand at.
        PromiseBody b when b.Ballot > current => new Nack(current, b.Ballot),
        AcceptedBody { Value: null } b when b.Ballot > current => new Nack(current, b.Ballot),
        PromiseBody b => new Promise(b.Ballot, b.Accepted),
        AcceptedBody b => new Accepted(b.Ballot),

        // A refusal that does not tell what is in the way pre-empts nobody; time will.
        NackBody b => new Nack(b.Ballot, b.Promised ?? b.Ballot),
        _ => throw new ArgumentException($"{body.GetType().Name} is no message between nodes", nameof(body)),
    };
}
