namespace Paxos.Tests;

/// <summary>Stable storage in memory: what it took it keeps, for whoever comes after a crash.</summary>
internal sealed class MemoryStorage : StableStorage<StableState>
{
    private StableState state = StableState.Initial;

    public override Durable<StableState> Recovered => Vouch(state);

    public override IReadOnlyList<Durable<StableState>> Persist(IReadOnlyList<StableState> states)
    {
        if (states.Count > 0) state = states[^1];
        return [.. states.Select(Vouch)];
    }

    public override void Dispose()
    {
        // It holds nothing.
    }
}
