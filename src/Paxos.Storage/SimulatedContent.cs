using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>The bytes of a file on a simulated disk: what a process sees, what is durable, and the changes between the two.</summary>
internal sealed class SimulatedContent
{
    private readonly List<SimulatedChange> unsynced = [];
    private byte[] seen = [];
    private byte[] durable = [];

    public static SimulatedContent Durably(byte[] bytes) => new() { seen = [.. bytes], durable = [.. bytes] };

    public byte[] Read() => [.. seen];

    public void SetLength(int length) => Make(new NewLength(length));

    public void Write(int offset, byte[] bytes) => Make(new NewBytes(offset, bytes));

    [Persists, Waived("PAX3001", "a simulation: this memory stands for the platter")]
    public void Sync()
    {
        foreach (var change in unsynced) change.ApplyTo(ref durable);
        unsynced.Clear();
    }

    /// <summary>
    /// As file systems do it: what could not be written counts as written from then on. It can be read, and no later sync writes it.
    /// </summary>
    public void FailToSync() => unsynced.Clear();

    /// <summary>Each change that was not synced becomes durable or not, or in part, whatever becomes of the others.</summary>
    public void LosePower(Func<int, int> choose)
    {
        foreach (var change in unsynced) change.WhatPowerLossLeaves(choose)?.ApplyTo(ref durable);
        seen = [.. durable];
        unsynced.Clear();
    }

    private void Make(SimulatedChange change)
    {
        change.ApplyTo(ref seen);
        unsynced.Add(change);
    }
}
