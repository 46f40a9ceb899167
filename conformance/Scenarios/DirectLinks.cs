using PaxosConformance.Network;
using PaxosConformance.Network.Direct;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>The links of nodes that carry their messages themselves. What a link does not carry is lost in silence, as where packets are lost.</summary>
internal sealed class DirectLinks(IReadOnlyList<string> nodes, Trace trace) : ILinks, IDisposable
{
    private readonly ProxiedNetwork network = new(nodes);
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
        if (unplugged.Contains(id)) Change(() => unplugged.Remove(id));
        return place;
    }

    /// <summary>The machine of a node has no power: nothing leaves it or reaches it, until the node has a place again.</summary>
    public void Unplug(string id) => Change(() => unplugged.Add(id));

    public Recording Record(string from, string to) => network[from, to].Record();

    public void Dispose() => network.Dispose();

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            bool IsOpen(string from, string to) => !unplugged.Contains(from) && !unplugged.Contains(to) && rules.All(rule => rule.Topology.Links(from, to));
            foreach (var (from, to) in nodes.SelectMany(from => nodes.Where(to => to != from).Select(to => (from, to))))
                network[from, to].State = IsOpen(from, to) ? LinkState.Open : LinkState.BlackHole;
            trace.TellLinks(nodes, IsOpen);
        }
    }

    private sealed class Rule(DirectLinks links, Topology topology) : IDisposable
    {
        public Topology Topology => topology;

        public void Dispose() => links.Change(() => links.rules.Remove(this));
    }
}
