namespace PaxosConformance.Network.Direct;

/// <summary>What a link does to the bytes that travel over it, in its one direction.</summary>
public enum LinkState
{
    /// <summary>It carries them.</summary>
    Open,

    /// <summary>It is cut, and whoever uses it hears of that: connections over it are reset, and so are new ones.</summary>
    Cut,

    /// <summary>
    /// It is cut, and nobody hears of that, as where the network loses packets: connections are taken, bytes are taken, and nothing arrives,
    /// not even the end of a connection. Once the link is open again, connections that have lost something by it are reset.
    /// </summary>
    BlackHole,
}
