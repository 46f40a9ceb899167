namespace Paxos;

/// <summary>Quorums by number.</summary>
internal sealed class CountQuorums : QuorumSystem
{
    private readonly int phase1;
    private readonly int phase2;

    public CountQuorums(IReadOnlyList<string> acceptors, int phase1, int phase2) : base(acceptors)
    {
        var n = acceptors.Count;
        Check("phase1", phase1);
        Check("phase2", phase2);

        // P-FLX-02: with phase1 + phase2 <= n two quorums can miss each other.
        if (phase1 + phase2 <= n)
            throw new QuorumException($"quorums of {phase1} (phase 1) and {phase2} (phase 2) need not meet among {n} acceptors: together they must exceed {n}");
        this.phase1 = phase1;
        this.phase2 = phase2;

        void Check(string phase, int count)
        {
            if (count < 1 || count > n) throw new QuorumException($"a {phase} quorum of {count} is impossible with {n} acceptors: 1 to {n}");
        }
    }

    public override bool IsPhase1(IReadOnlySet<string> members) => Count(members) >= phase1;

    public override bool IsPhase2(IReadOnlySet<string> members) => Count(members) >= phase2;

    private int Count(IReadOnlySet<string> members) => members.Count(Contains);
}
