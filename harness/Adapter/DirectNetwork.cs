using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>The network of nodes that carry their messages themselves: one outgoing TCP connection to each peer.</summary>
internal sealed class DirectNetwork : IDirectNetwork
{
    private readonly Dictionary<string, PeerLink> links = new(StringComparer.Ordinal);
    private readonly Listener listener;

    /// <summary>Listens for the peers and begins to connect to them.</summary>
    /// <param name="init">Says where.</param>
    /// <param name="read">Reads the lines of a connection.</param>
    /// <param name="post">Takes what the peers send.</param>
    /// <param name="log">Takes a line for people.</param>
    /// <exception cref="NetworkException">An address is missing or wrong, or the port is not free.</exception>
    public DirectNetwork(InitBody init, Action<Stream, Action<Arrival>> read, Action<Arrival> post, Action<string> log)
    {
        var network = init.Network!;
        if (network.Listen is null)
            throw new NetworkException(ErrorCode.Malformed, "/body/network/listen: required in direct mode, as host:port");
        var listen = Endpoint.Parse(network.Listen) ?? throw Unreadable("/body/network/listen", network.Listen);
        foreach (var id in init.NodeIds)
        {
            if (id != init.NodeId) AddLink(id, network);
        }

        try
        {
            listener = new Listener(listen, stream => read(stream, arrival => Take(arrival, post, log)));
        }
        catch (IOException e)
        {
            Disconnect();
            throw new NetworkException(ErrorCode.Abort, $"/body/network/listen: {e.Message}");
        }
    }

    public bool TrySend(Envelope message)
    {
        if (!links.TryGetValue(message.Dest, out var link)) return false;
        link.Send(message);
        return true;
    }

    public void Dispose()
    {
        listener.Dispose();
        Disconnect();
    }

    private void AddLink(string id, NetworkConfig network)
    {
        var address = network.Peers?.GetValueOrDefault(id)
            ?? throw new NetworkException(ErrorCode.Malformed, $"/body/network/peers/{id}: required in direct mode, as host:port");
        if (address.LastIndexOf(':') <= 0) throw Unreadable($"/body/network/peers/{id}", address);
        links.Add(id, new PeerLink(id, address));
    }

    private void Disconnect()
    {
        foreach (var link in links.Values) link.Dispose();
    }

    // P-NET-04: a message belongs to the sender that it names, whichever connection carries it.
    private void Take(Arrival arrival, Action<Arrival> post, Action<string> log)
    {
        if (arrival.Message is { } message && links.ContainsKey(message.Src)) post(arrival);
        else log($"ignored from the peers' network: {arrival.Fault?.Message ?? $"'{arrival.Message!.Src}' is no peer"}");
    }

    private static NetworkException Unreadable(string place, string address) =>
        new(ErrorCode.Malformed, $"{place}: '{address}' is no address: host:port is expected");
}
