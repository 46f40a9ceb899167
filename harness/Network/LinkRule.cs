using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>What the network does to some messages while the rule is in force. The first rule that matches decides.</summary>
public sealed class LinkRule : IDisposable
{
    private readonly Router router;
    private readonly Queue<Envelope> held = [];

    internal LinkRule(Router router, Func<Envelope, bool> matches, bool holds)
    {
        this.router = router;
        Matches = matches;
        Holds = holds;
    }

    /// <summary>Whether the messages are kept back; otherwise they are lost.</summary>
    public bool Holds { get; }

    /// <summary>How many messages met the rule.</summary>
    public int Count { get; private set; }

    /// <summary>The messages that are kept back now, in order.</summary>
    public IReadOnlyList<Envelope> Held => router.HeldBy(this);

    internal Func<Envelope, bool> Matches { get; }

    /// <summary>Delivers what was kept back so far, in order; the rule stays in force.</summary>
    public void Release() => router.Release(this);

    /// <summary>Ends the rule; what was kept back is delivered now, in order.</summary>
    public void Dispose() => router.Remove(this);

    internal void Take(Envelope message)
    {
        Count++;
        if (Holds) held.Enqueue(message);
    }

    internal Envelope[] Copy() => [.. held];

    internal void Forget() => held.Clear();

    // Only what is held by now: what is said to it meanwhile may meet the rule again.
    internal IEnumerable<Envelope> TakeHeld()
    {
        for (var count = held.Count; count > 0 && held.TryDequeue(out var message); count--) yield return message;
    }
}
