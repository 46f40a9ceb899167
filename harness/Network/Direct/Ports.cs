using System.Net;
using System.Net.Sockets;

namespace PaxosConformance.Network.Direct;

/// <summary>Ports of this machine for nodes that listen themselves.</summary>
internal static class Ports
{
    // Below the ports that systems hand out by themselves: no outgoing connection takes one of these between the choice and its use.
    private const int Lowest = 15_000;
    private const int Highest = 32_000;
    private const int Attempts = 1000;

    // One after the other, so that none is given out again before its node listens; not from the same one as in other processes.
    private static int last = Random.Shared.Next(Highest - Lowest);

    /// <summary>An address on which nobody listens, and which nobody else is given for a long while.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static IPEndPoint Free()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var address = new IPEndPoint(IPAddress.Loopback, Lowest + (int)((uint)Interlocked.Increment(ref last) % (Highest - Lowest)));
            if (IsFree(address)) return address;
        }

        throw new IOException($"no port from {Lowest} to {Highest} of {IPAddress.Loopback} is free");
    }

    private static bool IsFree(IPEndPoint address)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
