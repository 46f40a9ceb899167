using System.Globalization;
using Paxos;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Z11.</summary>
[Fails("SC-BAL-01", "P-BAL-06")]
internal sealed class ComparesCountersOnly : TextbookNode
{
    protected override int Compare(Ballot a, Ballot b) => a.N.CompareTo(b.N);
}

/// <summary>Z15.</summary>
[Fails("SC-BAL-01", "P-BAL-02")]
internal sealed class ComparesIdsFirst : TextbookNode
{
    protected override int Compare(Ballot a, Ballot b) => string.CompareOrdinal(a.Id, b.Id) is var byId and not 0 ? byId : a.N.CompareTo(b.N);
}

/// <summary>It promises a higher id, and stands where it stood.</summary>
[Fails("SC-BAL-01", "P-BAL-02")]
internal sealed class RaisesItsPromiseByCounterOnly : TextbookNode
{
    protected override Memory Promising(Ballot ballot) => ballot.N > Memory.Promised.N ? base.Promising(ballot) : Memory;
}

/// <summary>Z13.</summary>
[Fails("SC-BAL-02", "P-BAL-07")]
internal sealed class ComparesCountersAsText : TextbookNode
{
    protected override int Compare(Ballot a, Ballot b) => string.CompareOrdinal(Text(a), Text(b));

    private static string Text(Ballot ballot) => string.Create(CultureInfo.InvariantCulture, $"{ballot.N}.{ballot.Id}");
}

/// <summary>Z14.</summary>
[Fails("SC-BAL-03", "P-BAL-07")]
internal sealed class HasCountersOf32Bits : TextbookNode
{
    protected override int Compare(Ballot a, Ballot b) => (unchecked((int)a.N), a.Id ?? "").CompareTo((unchecked((int)b.N), b.Id ?? ""));
}

/// <summary>Z14, without a sign.</summary>
[Fails("SC-BAL-03", "P-BAL-07")]
internal sealed class HasUnsignedCountersOf32Bits : TextbookNode
{
    protected override int Compare(Ballot a, Ballot b) => (unchecked((uint)a.N), a.Id ?? "").CompareTo((unchecked((uint)b.N), b.Id ?? ""));
}

/// <summary>Random backoff, taken too far.</summary>
[Fails("SC-BAL-04", "P-BAL-03")]
internal sealed class DrawsItsBallots : TextbookNode
{
    private long drawn;

    protected override void Start()
    {
        drawn = Random.Shared.NextInt64(1, 1000);
        base.Start();
    }

    protected override long NextCounter => drawn;
}

/// <summary>The far end of Z63: a refusal teaches it nothing.</summary>
[Fails("SC-BAL-05", "P-LIV-12")]
internal sealed class InsistsOnItsBallot : TextbookNode
{
    protected override long NextCounter => 1;
}

/// <summary>The id is no part of its ballots.</summary>
[Fails("SC-BAL-06", "P-BAL-01")]
internal sealed class SignsItsBallotsLikeEverybody : TextbookNode
{
    protected override Ballot BallotOf(long counter) => new(counter, "n0");
}

/// <summary>Z14, at the proposer: after the highest counter comes the lowest.</summary>
[Fails("SC-BAL-07", "P-BAL-07")]
internal sealed class StartsAgainAfterTheHighestCounter : TextbookNode
{
    protected override long NextCounter => base.NextCounter > Ballot.MaxN ? 1 : base.NextCounter;
}
