using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>An accepted pair as a promise reports it; <c>default</c> for "nothing accepted".</summary>
/// <param name="Ballot">The ballot, or none.</param>
/// <param name="Value">The number of the value.</param>
internal readonly record struct Pair(Ballot Ballot, int Value)
{
    public bool IsNone => Ballot.IsNone;
}

/// <summary>What an acceptor is known to have accepted by some ballot, and by which words of its own.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Asked">The request that was answered.</param>
/// <param name="Shown">The answer that showed it.</param>
/// <param name="Life">The life of the process in which it was shown.</param>
/// <param name="ByReport">Whether a promise showed it, and not the acceptance itself.</param>
internal readonly record struct Claim(Pair Pair, long Asked, long Shown, int Life, bool ByReport);
