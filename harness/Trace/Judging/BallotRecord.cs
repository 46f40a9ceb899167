using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>All that is known of one ballot: the values put to the vote in it, who voted, and each node's part in it.</summary>
internal sealed class BallotRecord(Ballot ballot, int owner)
{
    private Seat?[] seats = new Seat?[4];
    private int value = Values.None;
    private List<int>? furtherValues;

    public Ballot Ballot { get; } = ballot;

    /// <summary>The number of the node whose id the ballot carries.</summary>
    public int Owner { get; } = owner;

    /// <summary>The first value put to the vote; <see cref="Values.None"/> before.</summary>
    public int Value => value;

    /// <summary>Acceptors that may be taken to have voted: by an acceptance, seen or delivered, or by a report.</summary>
    public ulong Votes;

    /// <summary>Acceptors that surely voted: by an acceptance that can be nothing else.</summary>
    public ulong SureVotes;

    /// <summary>Whether the sure votes are a quorum.</summary>
    public bool IsChosen;

    /// <summary>The proposer's side, where the owner is judged or may be.</summary>
    public Round? Round;

    /// <summary>Whether a value was put to the vote in this ballot.</summary>
    public bool Carried(int candidate) => candidate == value || furtherValues?.Contains(candidate) == true;

    /// <summary>Notes that a value was put to the vote; true if it is new.</summary>
    public bool Carry(int candidate)
    {
        if (Carried(candidate)) return false;
        if (value == Values.None) value = candidate;
        else (furtherValues ??= []).Add(candidate);
        return true;
    }

    /// <summary>The part of a node in this ballot, made when first asked for.</summary>
    public Seat SeatOf(int node)
    {
        if (node >= seats.Length) Array.Resize(ref seats, Math.Max(node + 1, seats.Length * 2));
        return seats[node] ??= new Seat(this);
    }

    /// <summary>The part of a node in this ballot, or null.</summary>
    public Seat? FindSeat(int node) => node < seats.Length ? seats[node] : null;

    /// <summary>A node is wiped: what it had to do with this ballot is no more.</summary>
    public void Forget(int node)
    {
        if (node < seats.Length) seats[node] = null;
        if (Owner == node) Round = null;
    }
}
