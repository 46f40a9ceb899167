namespace Paxos.Storage;

/// <summary>A change to a file that may not have reached the platter yet.</summary>
internal abstract record SimulatedChange
{
    /// <summary>Makes the change.</summary>
    public abstract void ApplyTo(ref byte[] content);

    /// <summary>What is left of the change after a loss of power; null if nothing.</summary>
    public abstract SimulatedChange? WhatPowerLossLeaves(Func<int, int> choose);
}

internal sealed record NewLength(int Length) : SimulatedChange
{
    public override void ApplyTo(ref byte[] content) => Array.Resize(ref content, Length);

    public override SimulatedChange? WhatPowerLossLeaves(Func<int, int> choose) => choose(2) == 1 ? this : null;
}

/// <summary>A write. Its sectors reach the platter in any order; one that was under way when the power failed may hold rubbish.</summary>
internal sealed record NewBytes(int Offset, byte[] Bytes) : SimulatedChange
{
    private const int Sector = 512;

    public override void ApplyTo(ref byte[] content)
    {
        if (content.Length < Offset + Bytes.Length) Array.Resize(ref content, Offset + Bytes.Length);
        Bytes.CopyTo(content, Offset);
    }

    public override SimulatedChange? WhatPowerLossLeaves(Func<int, int> choose)
    {
        var half = Bytes.Length / 2 / Sector * Sector;
        return choose(7) switch
        {
            0 => null,
            1 => this,
            2 => this with { Bytes = Bytes[..half] },
            3 => new NewBytes(Offset + half, Bytes[half..]),
            4 => this with { Bytes = Bytes[..Math.Max(0, Bytes.Length - Sector)] },
            5 => this with { Bytes = new byte[Bytes.Length] },
            _ => this with { Bytes = WithRubbish(choose) },
        };
    }

    /// <summary>All of it, but one sector is rubbish.</summary>
    private byte[] WithRubbish(Func<int, int> choose)
    {
        var bytes = Bytes.ToArray();
        var start = choose((bytes.Length + Sector - 1) / Sector) * Sector;
        foreach (ref var b in bytes.AsSpan(start, Math.Min(Sector, bytes.Length - start))) b ^= 0xA5;
        return bytes;
    }
}
