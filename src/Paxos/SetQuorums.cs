namespace Paxos;

/// <summary>Quorums by name: a grid, a tree, or whatever else is listed. Tested as sets, never by size (P-FLX-06).</summary>
internal sealed class SetQuorums : QuorumSystem
{
    private readonly string[][] phase1;
    private readonly string[][] phase2;

    public SetQuorums(
        IReadOnlyList<string> acceptors, IReadOnlyList<IReadOnlyList<string>> phase1, IReadOnlyList<IReadOnlyList<string>> phase2)
        : base(acceptors)
    {
        Check("phase1", phase1);
        Check("phase2", phase2);

        // P-FLX-02: every pair must meet.
        foreach (var first in phase1)
        {
            if (phase2.FirstOrDefault(second => !first.Intersect(second, StringComparer.Ordinal).Any()) is { } disjoint)
                throw new QuorumException($"phase-1 quorum {Show(first)} and phase-2 quorum {Show(disjoint)} have no acceptor in common");
        }

        this.phase1 = Copy(phase1);
        this.phase2 = Copy(phase2);
    }

    public override bool IsPhase1(IReadOnlySet<string> members) => phase1.Any(quorum => quorum.All(members.Contains));

    public override bool IsPhase2(IReadOnlySet<string> members) => phase2.Any(quorum => quorum.All(members.Contains));

    private void Check(string phase, IReadOnlyList<IReadOnlyList<string>> quorums)
    {
        if (quorums.Count == 0) throw new QuorumException($"{phase} lists no quorum");
        foreach (var quorum in quorums)
        {
            if (quorum.Count == 0) throw new QuorumException($"{phase} lists an empty quorum");
            if (quorum.FirstOrDefault(member => !Contains(member)) is { } stranger)
                throw new QuorumException($"{phase} quorum {Show(quorum)} names '{stranger}', which is no acceptor");
            if (quorum.Distinct(StringComparer.Ordinal).Count() != quorum.Count)
                throw new QuorumException($"{phase} quorum {Show(quorum)} names an acceptor twice");
        }
    }

    // What was checked must stay so, whatever becomes of the caller's lists.
    private static string[][] Copy(IReadOnlyList<IReadOnlyList<string>> quorums) => [.. quorums.Select(quorum => quorum.ToArray())];

    private static string Show(IReadOnlyList<string> quorum) => $"{{{string.Join(", ", quorum)}}}";
}
