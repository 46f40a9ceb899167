namespace Paxos;

/// <summary>
/// Names one attempt of one proposer, and orders all attempts of all proposers: by counter, then by id. Immutable.
/// </summary>
/// <remarks>
/// P-BAL-02 and P-BAL-06: the id takes part in order and in equality, so no two proposers ever share a ballot.
/// <c>default</c> stands for "no ballot" and is below every ballot that can be made (P-BAL-08).
/// </remarks>
public readonly record struct Ballot : IComparable<Ballot>
{
    /// <summary>The highest counter: 2^53 - 1, the largest integer that every JSON implementation carries exactly.</summary>
    public const long MaxN = 9_007_199_254_740_991;

    /// <summary>Makes the ballot <c>(n, id)</c>.</summary>
    /// <param name="n">The counter, from 0 to <see cref="MaxN"/>.</param>
    /// <param name="id">The proposer that owns the ballot; not empty.</param>
    /// <exception cref="ArgumentException">The counter is out of range, or the id is empty.</exception>
    public Ballot(long n, string id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MaxN);
        ArgumentException.ThrowIfNullOrEmpty(id);
        N = n;
        Id = id;
    }

    /// <summary>The counter; compared first, as a number (P-BAL-07).</summary>
    public long N { get; }

    /// <summary>The proposer's id; breaks ties, compared ordinally. Null only in <c>default</c>.</summary>
    public string? Id { get; }

    /// <summary>Whether this is "no ballot".</summary>
    public bool IsNone => Id is null;

    /// <summary>A ballot of <paramref name="proposer"/> that is above this one, with the next counter (P-BAL-03).</summary>
    /// <exception cref="InvalidOperationException">The counter is used up: it never wraps (P-BAL-07).</exception>
    public Ballot Next(string proposer) => N < MaxN
        ? new Ballot(N + 1, proposer)
        : throw new InvalidOperationException($"no counter is left above {this}: the highest is {MaxN}");

    /// <summary>The higher of two ballots.</summary>
    public static Ballot Max(Ballot a, Ballot b) => a > b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Ballot other)
    {
        var byCounter = N.CompareTo(other.N);
        return byCounter != 0 ? byCounter : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>Whether <paramref name="a"/> is below <paramref name="b"/>.</summary>
    public static bool operator <(Ballot a, Ballot b) => a.CompareTo(b) < 0;

    /// <summary>Whether <paramref name="a"/> is above <paramref name="b"/>.</summary>
    public static bool operator >(Ballot a, Ballot b) => a.CompareTo(b) > 0;

    /// <summary>Whether <paramref name="a"/> is not above <paramref name="b"/>.</summary>
    public static bool operator <=(Ballot a, Ballot b) => a.CompareTo(b) <= 0;

    /// <summary>Whether <paramref name="a"/> is not below <paramref name="b"/>.</summary>
    public static bool operator >=(Ballot a, Ballot b) => a.CompareTo(b) >= 0;

    /// <summary>The ballot as <c>5.n1</c>, or <c>-</c> for no ballot.</summary>
    public override string ToString() => IsNone ? "-" : $"{N}.{Id}";
}
