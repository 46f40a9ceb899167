namespace Samples;

public readonly record struct Ballot(long N, string Id) : IComparable<Ballot>
{
    public int CompareTo(Ballot other) => N != other.N ? N.CompareTo(other.N) : string.CompareOrdinal(Id, other.Id);
}

public sealed class Proposer(int acceptors)
{
    private readonly HashSet<string> promises = [];
    private readonly HashSet<string> votes = [];

    public static bool IsStale(Ballot ballot, Ballot current) => ballot.CompareTo(current) < 0;

    public bool OnPromise(string from) => promises.Add(from) && promises.Count >= acceptors / 2 + 1;

    public bool OnAccepted(string from) => votes.Add(from) && votes.Count > acceptors / 2;
}
