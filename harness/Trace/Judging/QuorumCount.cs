using System.Numerics;
using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>The quorum system over sets that are words of bits. Each set is asked for once.</summary>
internal sealed class QuorumCount
{
    private readonly QuorumSystem quorums;
    private readonly Dictionary<ulong, (bool Phase1, bool Phase2)> known = [];

    public QuorumCount(QuorumSystem quorums)
    {
        this.quorums = quorums;
        Acceptors = quorums.Acceptors.Count;
        Everybody = Acceptors >= 64 ? ulong.MaxValue : (1UL << Acceptors) - 1;
        Size1 = Smallest(set => IsPhase1(set));
        Size2 = Smallest(set => IsPhase2(set));
    }

    /// <summary>How many acceptors are configured.</summary>
    public int Acceptors { get; }

    /// <summary>All acceptors.</summary>
    public ulong Everybody { get; }

    /// <summary>The size of the smallest phase-1 quorum.</summary>
    public int Size1 { get; }

    /// <summary>The size of the smallest phase-2 quorum.</summary>
    public int Size2 { get; }

    public bool IsPhase1(ulong set) => Of(set & Everybody).Phase1;

    public bool IsPhase2(ulong set) => Of(set & Everybody).Phase2;

    /// <summary>The number of acceptors in a set.</summary>
    public int Count(ulong set) => BitOperations.PopCount(set & Everybody);

    /// <summary>Whether a set is half of an even number of acceptors, where a majority is asked for (P-QRM-02).</summary>
    public bool IsHalf(ulong set, int size) => Acceptors % 2 == 0 && size == Acceptors / 2 + 1 && Count(set) * 2 == Acceptors;

    private (bool Phase1, bool Phase2) Of(ulong set)
    {
        if (known.TryGetValue(set, out var answer)) return answer;
        var members = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Acceptors; i++)
        {
            if ((set & Names.Bit(i)) != 0) members.Add(quorums.Acceptors[i]);
        }

        answer = (quorums.IsPhase1(members), quorums.IsPhase2(members));
        known.Add(set, answer);
        return answer;
    }

    // Beyond so many acceptors nobody lists all sets; a majority is then what "enough" means in the search for an explanation.
    private int Smallest(Func<ulong, bool> isQuorum)
    {
        if (Acceptors > 12) return Acceptors / 2 + 1;
        var smallest = Acceptors;
        for (var set = 1UL; set <= Everybody; set++)
        {
            if (BitOperations.PopCount(set) < smallest && isQuorum(set)) smallest = BitOperations.PopCount(set);
        }

        return smallest;
    }
}
