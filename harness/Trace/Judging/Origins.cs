using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Judging;

/// <summary>Finds the event that tells a reader of a message: that it was sent, where that can be known, or else that it was delivered.</summary>
internal sealed class Origins
{
    private readonly Dictionary<Envelope, long> held = new(ReferenceEqualityComparer.Instance);
    private Envelope? latest;
    private long latestSent;

    public void Sent(TraceEvent e)
    {
        latest = e.Message;
        latestSent = e.Clock;
    }

    public void Held(TraceEvent e)
    {
        if (ReferenceEquals(latest, e.Message)) held[e.Message!] = latestSent;
    }

    public long Of(TraceEvent delivered)
    {
        if (ReferenceEquals(latest, delivered.Message)) return latestSent;
        return held.Count > 0 && held.TryGetValue(delivered.Message!, out var sent) ? sent : delivered.Clock;
    }
}
