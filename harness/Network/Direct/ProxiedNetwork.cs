using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Direct;

/// <summary>
/// The network of nodes that carry their messages themselves: each reaches each other one only through a link of its own, which the harness
/// holds in its hands. Everything is on the loopback interface, and ends when this is disposed of.
/// </summary>
public sealed class ProxiedNetwork : INodeNetwork
{
    private readonly Dictionary<(string From, string To), ProxiedLink> links;

    /// <summary>Makes the links between these nodes, all of them open.</summary>
    public ProxiedNetwork(IReadOnlyList<string> nodes)
    {
        var gate = new Lock();
        links = nodes.SelectMany(from => nodes.Where(to => to != from).Select(to => (from, to))).ToDictionary(pair => pair, _ => new ProxiedLink(gate));
        foreach (var ((from, to), link) in links) link.Reverse = links[(to, from)];
        foreach (var link in links.Values) link.Begin();
    }

    /// <summary>The link between two different nodes, in this direction.</summary>
    public ProxiedLink this[string from, string to] => links[(from, to)];

    /// <inheritdoc/>
    public NetworkConfig Place(string id)
    {
        var listen = Ports.Free();
        foreach (var ((_, to), link) in links)
        {
            if (to == id) link.Target = listen;
        }

        return new NetworkConfig
        {
            Mode = NetworkConfig.Direct,
            Listen = listen.ToString(),
            Peers = links.Where(link => link.Key.From == id).ToDictionary(link => link.Key.To, link => link.Value.Address),
        };
    }

    /// <inheritdoc/>
    /// <remarks>What a closed link does not carry is lost in silence, as where packets are lost.</remarks>
    public void Open(Func<string, string, bool> isOpen)
    {
        foreach (var ((from, to), link) in links) link.State = isOpen(from, to) ? LinkState.Open : LinkState.BlackHole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var link in links.Values) link.Dispose();
    }
}
