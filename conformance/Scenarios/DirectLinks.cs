using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Network.Direct;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>The links of nodes that carry their messages themselves. What a link does not carry is lost in silence, as where packets are lost.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="network">The network that holds the links.</param>
/// <param name="trace">Where what happens to them is written down.</param>
internal sealed class DirectLinks(IReadOnlyList<string> nodes, INodeNetwork network, Trace trace) : ILinks, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];
    private readonly HashSet<string> unplugged = new(StringComparer.Ordinal);

    public IDisposable Only(Topology topology)
    {
        var rule = new Rule(this, topology);
        Change(() => rules.Add(rule));
        return rule;
    }

    /// <summary>Gives a node that is about to start its place in the network.</summary>
    public NetworkConfig Place(string id)
    {
        var place = network.Place(id);
        lock (gate)
        {
            if (unplugged.Contains(id)) Change(() => unplugged.Remove(id));
        }

        return place;
    }

    /// <summary>The machine of a node has no power: nothing leaves it or reaches it, until the node has a place again.</summary>
    public void Unplug(string id)
    {
        // Where it takes a while to cut links, the loss of power would come too late; there nodes leave the network when they are killed, right after.
        if (network is ProxiedNetwork) Change(() => unplugged.Add(id));
    }

    /// <exception cref="NotApplicableException">What travels over the links is not seen.</exception>
    public Recording Record(string from, string to) => network is ProxiedNetwork proxied
        ? proxied[from, to].Record()
        : throw new NotApplicableException("the suite does not see what travels over the links between these nodes");

    public void Dispose() => network.Dispose();

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            bool IsOpen(string from, string to) => !unplugged.Contains(from) && !unplugged.Contains(to) && rules.All(rule => rule.Topology.Links(from, to));
            try
            {
                network.Open(IsOpen);
            }
            catch (NotSupportedException e)
            {
                throw new NotApplicableException(e.Message);
            }

            trace.TellLinks(nodes, IsOpen);
        }
    }

    private sealed class Rule(DirectLinks links, Topology topology) : IDisposable
    {
        public Topology Topology => topology;

        public void Dispose() => links.Change(() => links.rules.Remove(this));
    }
}
