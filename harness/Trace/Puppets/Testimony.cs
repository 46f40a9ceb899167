using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Puppets;

/// <summary>All that was said on the wire, as far as it bears on what puppets may say.</summary>
internal sealed class Testimony(QuorumSystem quorums)
{
    private readonly Dictionary<Ballot, Said> values = [];
    private readonly HashSet<Ballot> proposed = [];
    private readonly Dictionary<(string Node, string From), Ballot> lowestAsked = [];

    public QuorumSystem Quorums { get; } = quorums;

    /// <summary>The nodes that are no puppets.</summary>
    public HashSet<string> Real { get; } = new(StringComparer.Ordinal);

    /// <summary>The accepts that puppets sent: one value each.</summary>
    public Dictionary<Ballot, Said> Proposals { get; } = [];

    /// <summary>The votes of each acceptor, by the order in which they were sent.</summary>
    public Dictionary<string, List<Vote>> Votes { get; } = quorums.Acceptors.ToDictionary(id => id, _ => new List<Vote>(), StringComparer.Ordinal);

    /// <summary>Requests that reached an acceptor, with the time of the first delivery.</summary>
    public Dictionary<(string Node, Ballot Ballot, Value? Value), long> Asked { get; } = [];

    /// <summary>All ballots that were named.</summary>
    public HashSet<Ballot> Ballots { get; } = [];

    /// <summary>The values that anybody called decided.</summary>
    public HashSet<Value> CalledDecided { get; } = [];

    /// <summary>The decision that the puppets told first.</summary>
    public Decision? Decided { get; private set; }

    /// <summary>The value of a ballot, and who said so first; null while nobody told.</summary>
    public Said? ValueOf(Ballot ballot) => values.GetValueOrDefault(ballot);

    /// <summary>Whether a value was put to the vote on the wire.</summary>
    public bool IsProposed(Ballot ballot) => proposed.Contains(ballot);

    /// <summary>The ballots whose value is known.</summary>
    public IEnumerable<KeyValuePair<Ballot, Said>> Values => values;

    /// <summary>The pairs of ballot and value that a message vouches for.</summary>
    public static IEnumerable<(Ballot Ballot, Value Value)> PairsIn(Body body) => body switch
    {
        PromiseBody { Accepted: { } pair } => [(pair.Ballot, pair.Value)],
        AcceptBody b => [(b.Ballot, b.Value!)],
        AcceptedBody { Value: { } value } b => [(b.Ballot, value)],
        DecideBody { Ballot: { } ballot } b => [(ballot, b.Value!)],
        _ => [],
    };

    /// <summary>Whether a message shaped like a vote may refuse a lower ballot that <paramref name="to"/> asked for: it then carries the ballot that its sender stands at.</summary>
    public bool MayRefuse(string puppet, string to, Ballot ballot) => lowestAsked.TryGetValue((puppet, to), out var lowest) && lowest < ballot;

    public void Delivered(long clock, string from, string to, Body body)
    {
        switch (body)
        {
            case PrepareBody b:
                Ask(clock, from, to, b.Ballot, null);
                break;
            case AcceptBody b:
                Ask(clock, from, to, b.Ballot, b.Value);
                break;
        }
    }

    public void Sent(long clock, string from, string to, Body body)
    {
        var isPuppet = !Real.Contains(from);
        foreach (var (ballot, value) in PairsIn(body))
        {
            // F7: with a decided value comes any ballot.
            if (body is PromiseBody && CalledDecided.Contains(value)) continue;
            Ballots.Add(ballot);
            values.TryAdd(ballot, new Said(value, clock));
            if (body is AcceptBody) proposed.Add(ballot);
        }

        switch (body)
        {
            case PrepareBody b:
                Ballots.Add(b.Ballot);
                break;
            case AcceptBody b when isPuppet:
                Proposals.TryAdd(b.Ballot, new Said(b.Value!, clock));
                break;
            case PromiseBody b when Votes.TryGetValue(from, out var votes) && IsVote(from, to, b.Ballot):
                Ballots.Add(b.Ballot);
                votes.Add(new Vote(b.Ballot, IsPromise: true, b.Accepted, b.Accepted is { } pair && CalledDecided.Contains(pair.Value), clock));
                break;
            case AcceptedBody b when Votes.TryGetValue(from, out var votes) && IsVote(from, to, b.Ballot):
                Ballots.Add(b.Ballot);
                votes.Add(new Vote(b.Ballot, IsPromise: false, null, false, clock));
                break;
            case DecideBody b:
                if (isPuppet) Decided ??= new Decision(from, b.Value!, b.Ballot, clock);
                CalledDecided.Add(b.Value!);
                break;
        }
    }

    // To somebody else than the proposer of the ballot it may be a refusal.
    private bool IsVote(string from, string to, Ballot ballot) => ballot.Id == to || !MayRefuse(from, to, ballot);

    private void Ask(long clock, string from, string to, Ballot ballot, Value? value)
    {
        Asked.TryAdd((to, ballot, value), clock);
        if (!lowestAsked.TryGetValue((to, from), out var lowest) || ballot < lowest) lowestAsked[(to, from)] = ballot;
    }
}

/// <summary>A value, and when it was told first.</summary>
internal sealed record Said(Value Value, long Clock);

/// <summary>A decision that a puppet told.</summary>
internal sealed record Decision(string Puppet, Value Value, Ballot? Ballot, long Clock);

/// <summary>A vote that an acceptor sent.</summary>
/// <param name="Ballot">The ballot.</param>
/// <param name="IsPromise">Whether it is a promise; else an acceptance.</param>
/// <param name="Report">What a promise reports.</param>
/// <param name="IsHearsay">Whether the report may tell of the decision only, and not of what the acceptor did (F7).</param>
/// <param name="Clock">When it was sent.</param>
internal sealed record Vote(Ballot Ballot, bool IsPromise, Proposal? Report, bool IsHearsay, long Clock)
{
    /// <summary>The ballot up to which the vote shows what the acceptor has accepted; none for nothing.</summary>
    public Ballot Shown => !IsPromise ? Ballot : Report?.Ballot ?? default;
}
