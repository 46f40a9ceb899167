namespace Paxos;

/// <summary>A ballot and the value put to the vote in it: the pair <c>(b, v)</c> of the papers.</summary>
public sealed record Proposal(Ballot Ballot, Value Value)
{
    /// <summary>The pair as <c>(5.n1, x)</c>.</summary>
    public override string ToString() => $"({Ballot}, {Value})";
}

/// <summary>What Paxos nodes say to each other.</summary>
public abstract record Message;

/// <summary>Phase 1a: asks for a promise to take part in no lower ballot.</summary>
public sealed record Prepare(Ballot Ballot) : Message;

/// <summary>Phase 1b: the promise for <paramref name="Ballot"/>, with the highest proposal its acceptor ever accepted, if any.</summary>
public sealed record Promise(Ballot Ballot, Proposal? Accepted) : Message;

/// <summary>Phase 2a: asks to accept <paramref name="Value"/> in <paramref name="Ballot"/>.</summary>
public sealed record Accept(Ballot Ballot, Value Value) : Message;

/// <summary>Phase 2b: the vote for the proposal of <paramref name="Ballot"/>.</summary>
public sealed record Accepted(Ballot Ballot) : Message;

/// <summary>A refusal of <paramref name="Ballot"/>; <paramref name="Promised"/> is the higher ballot in its way (P-ACC-15). Never a vote.</summary>
public sealed record Nack(Ballot Ballot, Ballot Promised) : Message;

/// <summary>The news that <paramref name="Value"/> is chosen; the ballot is told where it is known, and needed by nobody.</summary>
public sealed record Decide(Value Value, Ballot? Ballot = null) : Message;
