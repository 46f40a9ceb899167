namespace Paxos;

/// <summary>
/// Which sets of acceptors suffice for phase 1 (promises) and for phase 2 (votes). Every phase-1 quorum meets every phase-2 quorum
/// (P-FLX-01): one that breaks this cannot be made. Immutable.
/// </summary>
public abstract class QuorumSystem
{
    private readonly HashSet<string> acceptors;

    private protected QuorumSystem(IReadOnlyList<string> acceptors)
    {
        if (acceptors.Count == 0) throw new QuorumException("there are no acceptors: name at least one");
        if (acceptors.Any(string.IsNullOrEmpty)) throw new QuorumException("an acceptor has an empty id");
        this.acceptors = acceptors.ToHashSet(StringComparer.Ordinal);
        if (this.acceptors.Count != acceptors.Count)
            throw new QuorumException($"an acceptor is named twice in [{string.Join(", ", acceptors)}]");
        Acceptors = [.. acceptors];
    }

    /// <summary>The configured acceptors, reachable or not (P-QRM-01).</summary>
    public IReadOnlyList<string> Acceptors { get; }

    /// <summary>Whether <paramref name="id"/> is a configured acceptor; nobody else has a vote (P-PRO-07, P-QRM-04).</summary>
    public bool Contains(string id) => acceptors.Contains(id);

    /// <summary>Whether these acceptors contain a phase-1 quorum.</summary>
    public abstract bool IsPhase1(IReadOnlySet<string> members);

    /// <summary>Whether these acceptors contain a phase-2 quorum.</summary>
    public abstract bool IsPhase2(IReadOnlySet<string> members);

    /// <summary>Any majority of the configured acceptors, for both phases.</summary>
    /// <exception cref="QuorumException">No acceptor, or one named twice.</exception>
    public static QuorumSystem Majority(IReadOnlyList<string> acceptors)
    {
        // P-QRM-01, P-QRM-02: more than half, floor(n/2) + 1.
        var majority = acceptors.Count / 2 + 1;
        return new CountQuorums(acceptors, majority, majority);
    }

    /// <summary>Any <paramref name="phase1"/> acceptors for phase 1, any <paramref name="phase2"/> for phase 2 (Flexible Paxos).</summary>
    /// <param name="acceptors">The configured acceptors.</param>
    /// <param name="phase1">From 1 to the number of acceptors.</param>
    /// <param name="phase2">From 1 to the number of acceptors; the two together exceed it (P-FLX-02).</param>
    /// <exception cref="QuorumException">A count is out of range, or the phases need not meet (P-FLX-02, P-FLX-03).</exception>
    public static QuorumSystem Counts(IReadOnlyList<string> acceptors, int phase1, int phase2) =>
        new CountQuorums(acceptors, phase1, phase2);

    /// <summary>Exactly the listed sets, and all that contain one.</summary>
    /// <param name="acceptors">The configured acceptors.</param>
    /// <param name="phase1">The phase-1 quorums, each a set of acceptors.</param>
    /// <param name="phase2">The phase-2 quorums, each of which meets each of <paramref name="phase1"/>.</param>
    /// <exception cref="QuorumException">A list or set is empty, names somebody unknown or twice, or a pair is disjoint (P-FLX-02, P-FLX-03).</exception>
    public static QuorumSystem Sets(
        IReadOnlyList<string> acceptors, IReadOnlyList<IReadOnlyList<string>> phase1, IReadOnlyList<IReadOnlyList<string>> phase2) =>
        new SetQuorums(acceptors, phase1, phase2);
}

/// <summary>A configuration of quorums that would not be safe, or names what does not exist.</summary>
public sealed class QuorumException(string message) : ArgumentException(message);
