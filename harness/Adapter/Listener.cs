using System.Net;
using System.Net.Sockets;

namespace PaxosConformance.Adapter;

/// <summary>Takes TCP connections, each on a thread of its own.</summary>
internal sealed class Listener : IDisposable
{
    private readonly TcpListener listener;
    private readonly HashSet<TcpClient> open = [];
    private bool disposed;

    /// <summary>Listens from now on.</summary>
    /// <param name="endpoint">Where; port 0 takes any free port.</param>
    /// <param name="serve">Serves a connection; it is closed when this returns.</param>
    /// <exception cref="IOException">The endpoint is not free.</exception>
    public Listener(IPEndPoint endpoint, Action<Stream> serve)
    {
        listener = new TcpListener(endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot listen on {endpoint}: {e.Message}", e);
        }

        Host.Start("listener", () => AcceptAll(serve));
    }

    public IPEndPoint Endpoint => (IPEndPoint)listener.LocalEndpoint;

    public void Dispose()
    {
        lock (open)
        {
            disposed = true;
            listener.Stop();
            foreach (var client in open) client.Close();
        }
    }

    private void AcceptAll(Action<Stream> serve)
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                Host.Start("connection", () => Serve(client, serve));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposing of the listener ends the wait.
        }
    }

    private void Serve(TcpClient client, Action<Stream> serve)
    {
        using (client)
        {
            Stream stream;
            lock (open)
            {
                // From when others know of it, it may be closed at any time.
                if (disposed) return;
                client.NoDelay = true;
                stream = client.GetStream();
                open.Add(client);
            }

            serve(stream);
            lock (open) open.Remove(client);
        }
    }
}
