using System.Net.Sockets;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// The way to one peer: a connection, made anew when it breaks, and a bounded queue of messages. What does not fit, or is under way when
/// the connection breaks, is lost: Paxos asks for no more (P-NET-01). Thread-safe.
/// </summary>
internal sealed class PeerLink : IDisposable
{
    private const int Capacity = 1024;
    private const int FirstPause = 10;
    private const int LongestPause = 500;

    private readonly string address;
    private readonly Queue<byte[]> queue = new();
    private TcpClient? connection;
    private bool disposed;

    public PeerLink(string id, string address)
    {
        this.address = address;
        Host.Start($"to {id}", Run);
    }

    public void Send(Envelope message)
    {
        var line = Codec.Line(message);
        lock (queue)
        {
            // The oldest message is the one that is the least worth having.
            if (queue.Count == Capacity) queue.Dequeue();
            queue.Enqueue(line);
            Monitor.Pulse(queue);
        }
    }

    public void Dispose()
    {
        lock (queue)
        {
            disposed = true;
            connection?.Dispose();
            Monitor.Pulse(queue);
        }
    }

    private void Run()
    {
        while (Next() is { } line)
        {
            try
            {
                if (Connect() is not { } stream) return;
                stream.Write(line);
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // It broke, or was disposed of meanwhile.
                Hold(null);
            }
        }
    }

    private byte[]? Next()
    {
        lock (queue)
        {
            while (queue.Count == 0 && !disposed) Monitor.Wait(queue);
            return disposed ? null : queue.Dequeue();
        }
    }

    /// <summary>The open connection, or a new one as soon as the peer takes it; null when this link is disposed of.</summary>
    private NetworkStream? Connect()
    {
        for (var pause = FirstPause; ; pause = Math.Min(2 * pause, LongestPause))
        {
            if (connection is { } open && !IsClosed(open)) return open.GetStream();
            if (!Hold(TryConnect())) return null;
            if (connection is null && !Pause(pause)) return null;
        }
    }

    private TcpClient? TryConnect()
    {
        if (Endpoint.Parse(address) is not { } endpoint) return null;
        var client = new TcpClient(endpoint.AddressFamily) { NoDelay = true };
        try
        {
            client.Connect(endpoint);
            return client;
        }
        catch (SocketException)
        {
            client.Dispose();
            return null;
        }
    }

    // Nothing is ever sent to this end, so there is something to read only when the other end is closed.
    private static bool IsClosed(TcpClient client)
    {
        try
        {
            return client.Client.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private bool Hold(TcpClient? next)
    {
        lock (queue)
        {
            connection?.Dispose();
            connection = disposed ? null : next;
            if (disposed) next?.Dispose();
            return !disposed;
        }
    }

    private bool Pause(int milliseconds)
    {
        lock (queue)
        {
            var until = Environment.TickCount64 + milliseconds;
            for (var left = milliseconds; left > 0 && !disposed; left = (int)(until - Environment.TickCount64)) Monitor.Wait(queue, left);
            return !disposed;
        }
    }
}
