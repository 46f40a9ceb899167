using System.Collections.Concurrent;
using System.Net.Sockets;

namespace PaxosConformance.Hosts;

/// <summary>
/// Nodes that somebody else has started and that listen on TCP. Each address serves one node at a time; for the next scenario it has to be
/// wiped, hence such nodes need the capability <c>reset</c>.
/// </summary>
public sealed class TcpHost(IReadOnlyList<string> addresses) : INodeHost
{
    private readonly ConcurrentQueue<string> free = new(addresses);

    /// <inheritdoc/>
    public bool CanKill => false;

    /// <inheritdoc/>
    public bool CanPause => false;

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener)
    {
        if (!free.TryDequeue(out var address))
            throw new StartFailedException($"needs an address of its own, and all {addresses.Count} are in use: name more addresses, or run fewer jobs");
        var colon = address.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(address[(colon + 1)..], out var port)) throw new StartFailedException($"'{address}' is no address: host:port is expected");
        try
        {
            return new TcpNode(new TcpClient(address[..colon], port) { NoDelay = true }, listener, () => free.Enqueue(address));
        }
        catch (SocketException e)
        {
            free.Enqueue(address);
            throw new StartFailedException($"'{address}' could not be connected to: {e.Message}", e);
        }
    }
}
