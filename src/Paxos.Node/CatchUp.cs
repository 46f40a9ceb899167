namespace Paxos.Node;

/// <summary>When a node that may have missed the decision asks for it by a round of its own (P-LRN-09). Pure.</summary>
internal sealed class CatchUp(Pace pace)
{
    private int tries;

    /// <summary>When to ask, or null.</summary>
    public TimeSpan? Due { get; private set; }

    /// <summary>There is reason to believe that a decision was made, or somebody wants to know.</summary>
    public void Want(TimeSpan now) => Due ??= now + pace.Quiet(tries);

    /// <summary>Others are at work: the decision may come by itself.</summary>
    public void Heard(TimeSpan now)
    {
        if (Due is not null) Due = now + pace.Quiet(tries);
    }

    /// <summary>The node asks now; the next time it waits longer.</summary>
    public void Ask()
    {
        Due = null;
        tries++;
    }

    /// <summary>The decision is known.</summary>
    public void Stop() => Due = null;
}
