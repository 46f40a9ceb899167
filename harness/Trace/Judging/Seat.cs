using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>What one acceptor was asked in one ballot, and what it answered. Times are 0 while there is nothing.</summary>
internal sealed class Seat(BallotRecord record)
{
    private List<Pair>? furtherReports;
    private List<Offer>? furtherOffers;

    public BallotRecord Record { get; } = record;

    public Ballot Ballot => Record.Ballot;

    // What was asked.
    public ulong Preparers;
    public long PrepareDelivered;
    public long PrepareSent;
    public ulong OfferedBy;
    public Offer Offer;

    // What was answered.
    public long Promised;
    public Pair Report;
    public bool ReportBinds;
    public int PromiseLife;
    public long Accepted;
    public int AcceptedValue = Values.None;
    public int AcceptedLife;

    /// <summary>What the acceptor has surely accepted by the end of this ballot; default if nothing.</summary>
    public Claim Claim;

    /// <summary>Whether the acceptor has voted in this ballot.</summary>
    public bool HasVoted => Promised != 0 || Accepted != 0;

    public void PreparedBy(int from, long delivered, long sent)
    {
        Preparers |= Names.Bit(from);
        if (PrepareDelivered != 0) return;
        PrepareDelivered = delivered;
        PrepareSent = sent;
    }

    public void Offered(Offer offer)
    {
        OfferedBy |= Names.Bit(offer.From);
        if (Offer.Delivered == 0) Offer = offer;
        else if (FindOffer(offer.Value) is null) (furtherOffers ??= []).Add(offer);
        else if (offer.Value == Offer.Value) Offer = Offer with { Times = Offer.Times + 1 };
    }

    /// <summary>Whether more than one value was offered in this ballot.</summary>
    public Offer? Conflicting => furtherOffers is [var first, ..] ? first : null;

    public Offer? FindOffer(int value)
    {
        if (Offer.Delivered != 0 && Offer.Value == value) return Offer;
        if (furtherOffers is null) return null;
        foreach (var offer in furtherOffers)
        {
            if (offer.Value == value) return offer;
        }

        return null;
    }

    /// <summary>Whether the acceptor has given this very promise before.</summary>
    public bool HasReported(Pair report) => Promised != 0 && (Report == report || furtherReports?.Contains(report) == true);

    public void AddReport(Pair report) => (furtherReports ??= []).Add(report);
}

/// <summary>A value that an acceptor was asked to accept.</summary>
/// <param name="Value">The number of the value.</param>
/// <param name="Delivered">When the request reached the acceptor first; 0 for no offer.</param>
/// <param name="Sent">The event that tells of the request.</param>
/// <param name="From">Who asked.</param>
/// <param name="Times">How often the request was delivered.</param>
internal readonly record struct Offer(int Value, long Delivered, long Sent, int From, int Times = 1);
