using System.Net.Sockets;

namespace PaxosConformance.Network.Direct;

/// <summary>
/// A connection that one node has opened to another. What its opener says travels over the link to the other node; what comes back on
/// the same connection, as the answers of a remote call do, travels over the link of the opposite direction.
/// </summary>
internal sealed class ProxiedConnection(Socket near, ProxiedLink link, Lock gate, Action<ReadOnlyMemory<byte>>? copy)
{
    private readonly Flow there = new(link, gate);
    private readonly Flow back = new(link.Reverse, gate);
    private Socket? far;
    private bool aborted;

    /// <summary>Carries what comes until the connection ends.</summary>
    public async Task Run()
    {
        // On a link that loses everything the request for a connection is lost too.
        if (there.Passes() && await Reach())
        {
            await Task.WhenAll(
                there.Run(near, far!, copy, broken: Abort, refused: () => TellBy(back)),
                back.Run(far!, near, null, broken: Abort, refused: () => TellBy(there)));
        }
        else
        {
            await Flow.Swallow(near);
        }

        near.Dispose();
        far?.Dispose();
    }

    /// <summary>Takes note that a link has changed; under the lock.</summary>
    public void LinkChanged()
    {
        if (link.State == LinkState.Cut || there.IsTorn || back.IsTorn) Abort();
    }

    /// <summary>Resets the connection: both ends hear of it.</summary>
    public void Abort()
    {
        lock (gate)
        {
            aborted = true;
            near.Close(0);
            far?.Close(0);
        }
    }

    private async Task<bool> Reach()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(link.Target ?? throw new SocketException((int)SocketError.ConnectionRefused));
        }
        catch (SocketException)
        {
            socket.Dispose();
            TellBy(back);
            return false;
        }

        lock (gate)
        {
            far = socket;
            if (aborted) far.Close(0);
            return !aborted;
        }
    }

    // That the connection has failed is news too, and travels like all news.
    private void TellBy(Flow flow)
    {
        if (flow.Passes()) Abort();
    }
}
