namespace Samples;

public readonly record struct Ballot(long N, string Id);

public sealed class Proposer(int acceptors)
{
    private readonly HashSet<string> promises = [];
    private int votes;

    // PAX5001: two proposers with the same counter hold different ballots.
    public static bool IsStale(Ballot ballot, Ballot current) => ballot.N < current.N;

    // PAX5002: two of four are no majority.
    public bool OnPromise(string from) => promises.Add(from) && promises.Count >= acceptors / 2;

    // PAX5003: a repeated message is a second vote.
    public bool OnAccepted()
    {
        votes++;
        return votes > acceptors / 2;
    }
}
