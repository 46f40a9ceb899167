namespace Paxos.Storage.Tests;

/// <summary>States that a node goes through, in the order of their names.</summary>
internal static class States
{
    public static StableState Promised2 { get; } = Promised(2);

    public static StableState Accepted2 { get; } = Accepted(2, "x");

    public static StableState Promised4 { get; } = Accepted2 with { Acceptor = Accepted2.Acceptor with { Promised = new Ballot(4, "n2") } };

    public static StableState Accepted4 { get; } = Accepted(4, "y");

    public static StableState Decided { get; } = Accepted4 with { Decided = "y" };

    public static IReadOnlyList<StableState> History { get; } = [Promised2, Accepted2, Promised4, Accepted4, Decided];

    public static StableState Promised(long n) => new(new AcceptorState(new Ballot(n, "n1"), null), null);

    public static StableState Accepted(long n, Value value) =>
        new(new AcceptorState(new Ballot(n, "n2"), new Proposal(new Ballot(n, "n2"), value)), null);
}
