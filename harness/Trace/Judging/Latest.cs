using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>The latest vote of one phase that each node told, whatever its ballot.</summary>
internal sealed class Latest
{
    private readonly List<(Ballot Ballot, Told Told)> byNode = [];

    public void Set(Ballot ballot, in Told told)
    {
        while (byNode.Count <= told.From) byNode.Add(default);
        byNode[told.From] = (ballot, told);
    }

    /// <summary>The votes for other ballots than <paramref name="ballot"/>.</summary>
    public IEnumerable<(Ballot Ballot, Told Told)> Except(Ballot ballot)
    {
        foreach (var latest in byNode)
        {
            if (!latest.Ballot.IsNone && latest.Ballot != ballot) yield return latest;
        }
    }
}
