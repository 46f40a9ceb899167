using System.Net;
using System.Net.Sockets;

namespace PaxosConformance.Network.Direct;

/// <summary>The link from one node to another, which the harness can cut, slow down and reset. Thread-safe.</summary>
public sealed class ProxiedLink : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<ProxiedConnection> connections = [];
    private LinkState state;
    private Recording? recording;
    private bool closed;

    internal ProxiedLink(Lock gate)
    {
        this.gate = gate;
        listener.Start();
        Address = listener.LocalEndpoint.ToString()!;
    }

    /// <summary>Where the node at the beginning of the link reaches the one at its end, as <c>host:port</c>.</summary>
    public string Address { get; }

    /// <summary>What it does to what travels over it.</summary>
    public LinkState State
    {
        get => state;
        set
        {
            lock (gate)
            {
                state = value;
                foreach (var connection in connections.Concat(Reverse.connections).ToList()) connection.LinkChanged();
            }
        }
    }

    /// <summary>How long everything takes that travels over it.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How often something was lost on it: bytes, a connection, or the end of one.</summary>
    public int Losses { get; internal set; }

    /// <summary>Where the node at the end of the link listens; null as long as it is not there.</summary>
    internal IPEndPoint? Target { get; set; }

    internal ProxiedLink Reverse { get; set; } = null!;

    /// <summary>Breaks the connections that the node at the beginning of the link has opened; it can open new ones at once.</summary>
    public void Reset()
    {
        lock (gate)
        {
            foreach (var connection in connections.ToList()) connection.Abort();
        }
    }

    /// <summary>From now on writes down what is said on connections that the node at the beginning of the link opens.</summary>
    public Recording Record()
    {
        lock (gate) return recording ??= new Recording(this);
    }

    /// <summary>Ends the link and all connections over it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            listener.Stop();
            Reset();
            recording?.HangUp();
        }
    }

    internal void Begin() => _ = AcceptAll();

    private async Task AcceptAll()
    {
        while (!closed)
        {
            try
            {
                _ = Serve(await listener.AcceptSocketAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // At the end of the link this is the last; otherwise a connection broke before it was taken.
                await Task.Delay(Pause);
            }
        }
    }

    private async Task Serve(Socket client)
    {
        client.NoDelay = true;
        ProxiedConnection connection;
        lock (gate)
        {
            connection = new ProxiedConnection(client, this, gate, recording?.Begin());
            connections.Add(connection);
            if (closed || state == LinkState.Cut) connection.Abort();
        }

        await connection.Run();
        lock (gate) connections.Remove(connection);
    }
}
