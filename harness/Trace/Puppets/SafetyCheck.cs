using Paxos;

namespace PaxosConformance.Tracing.Puppets;

/// <summary>
/// SafeAt of the TLA+ specification, over all that puppets may have done unseen: a value may be put to the vote where some phase-1 quorum
/// can have promised the ballot and let the value through; it can be chosen where some phase-2 quorum can have accepted it.
/// </summary>
internal sealed class SafetyCheck
{
    private readonly Testimony testimony;
    private readonly List<string[]> quorums1;
    private readonly List<string[]> quorums2;
    private (Value Value, Ballot Ballot)? latestChoice;

    public SafetyCheck(Testimony testimony)
    {
        this.testimony = testimony;
        quorums1 = Smallest(testimony.Quorums.IsPhase1);
        quorums2 = Smallest(testimony.Quorums.IsPhase2);
    }

    /// <summary>Whether a puppet may put the value to the vote in the ballot.</summary>
    public bool IsSafe(Ballot ballot, Value value) => quorums1.Exists(quorum => LetsThrough(quorum, ballot, value));

    /// <summary>Whether the value can be chosen in some ballot.</summary>
    public bool CanBeChosen(Value value)
    {
        if (latestChoice is { } choice && choice.Value == value && CanBeChosen(choice.Ballot, value)) return true;
        foreach (var ballot in Candidates())
        {
            if (!CanBeChosen(ballot, value)) continue;
            latestChoice = (value, ballot);
            return true;
        }

        return false;
    }

    private bool LetsThrough(string[] quorum, Ballot ballot, Value value)
    {
        var highest = default(Ballot);
        foreach (var acceptor in quorum)
        {
            if (!CanHavePromised(acceptor, ballot)) return false;
            highest = Ballot.Max(highest, Least(acceptor, ballot));
        }

        if (highest.IsNone) return true;
        if (testimony.ValueOf(highest) is not { } said || said.Value == value) return true;

        // A higher pair with this value, which some puppet of the quorum may have accepted unseen.
        return testimony.Values.Any(pair => pair.Key > highest && pair.Key < ballot && pair.Value.Value == value
            && quorum.Any(acceptor => !testimony.Real.Contains(acceptor) && CanHaveAccepted(acceptor, pair.Key, value) && pair.Key <= Most(acceptor, ballot)));
    }

    private bool CanHavePromised(string acceptor, Ballot ballot) =>
        !testimony.Real.Contains(acceptor) || testimony.Votes[acceptor].Exists(vote => vote.IsPromise && vote.Ballot == ballot);

    /// <summary>What a promise of the ballot reports at least.</summary>
    private Ballot Least(string acceptor, Ballot ballot)
    {
        var least = default(Ballot);
        foreach (var vote in testimony.Votes[acceptor])
        {
            var counts = vote.IsPromise ? vote.Ballot <= ballot && !vote.IsHearsay && vote.Shown < ballot : vote.Ballot < ballot;
            if (counts) least = Ballot.Max(least, vote.Shown);
        }

        return least;
    }

    /// <summary>What a promise of the ballot reports at most, in the light of later promises.</summary>
    private Ballot Most(string acceptor, Ballot ballot)
    {
        var most = ballot;
        foreach (var vote in testimony.Votes[acceptor])
        {
            if (vote.IsPromise && !vote.IsHearsay && vote.Ballot >= ballot && vote.Shown < most) most = vote.Shown;
        }

        return most;
    }

    /// <summary>Whether the value can be chosen in this ballot.</summary>
    public bool CanBeChosen(Ballot ballot, Value value)
    {
        if (testimony.ValueOf(ballot) is { } said && said.Value != value) return false;
        foreach (var (later, other) in testimony.Values)
        {
            if (later > ballot && other.Value != value) return false;
        }

        // What puppets propose to each other is not seen; what a real node proposes is.
        return (testimony.IsProposed(ballot) || (!testimony.Real.Contains(ballot.Id!) && IsSafe(ballot, value)))
            && quorums2.Exists(quorum => Array.TrueForAll(quorum, acceptor => CanHaveAccepted(acceptor, ballot, value)));
    }

    private bool CanHaveAccepted(string acceptor, Ballot ballot, Value value)
    {
        var isReal = testimony.Real.Contains(acceptor);
        if ((isReal || testimony.Real.Contains(ballot.Id!)) && acceptor != ballot.Id && !testimony.Asked.ContainsKey((acceptor, ballot, value))) return false;
        return !testimony.Votes[acceptor].Exists(vote => vote.IsPromise && !vote.IsHearsay && vote.Ballot > ballot && vote.Shown < ballot);
    }

    /// <summary>The ballots that were named, and for each gap between them one that was not.</summary>
    private IEnumerable<Ballot> Candidates()
    {
        foreach (var (ballot, _) in testimony.Values) yield return ballot;
        var puppets = testimony.Quorums.Acceptors.Where(id => !testimony.Real.Contains(id)).ToList();
        foreach (var named in testimony.Ballots.Append(new Ballot(1, "-")))
        {
            for (var n = Math.Max(0, named.N - 1); n <= Math.Min(Ballot.MaxN, named.N + 1); n++)
            {
                foreach (var puppet in puppets) yield return new Ballot(n, puppet);
            }
        }
    }

    private List<string[]> Smallest(Func<IReadOnlySet<string>, bool> isQuorum)
    {
        var acceptors = testimony.Quorums.Acceptors;
        if (acceptors.Count > 12) throw new ArgumentException($"{acceptors.Count} acceptors are too many to judge puppets among: at most 12");
        var found = new List<HashSet<string>>();
        foreach (var set in Enumerable.Range(1, (1 << acceptors.Count) - 1).OrderBy(set => System.Numerics.BitOperations.PopCount((uint)set)))
        {
            var members = acceptors.Where((_, i) => (set >> i & 1) != 0).ToHashSet(StringComparer.Ordinal);
            if (isQuorum(members) && !found.Exists(smaller => smaller.IsSubsetOf(members))) found.Add(members);
        }

        return [.. found.Select(quorum => quorum.ToArray())];
    }
}
