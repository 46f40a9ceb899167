using PaxosConformance.Network;
using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>The links between the nodes of a scene, however messages travel there.</summary>
public interface ILinks
{
    /// <summary>Messages travel only where a topology has a link, until disposed. Several such rules hold together.</summary>
    IDisposable Only(Topology topology);
}

/// <summary>The links of nodes whose messages the harness carries.</summary>
internal sealed class RoutedLinks(Router router, IReadOnlyList<string> nodes, Trace trace) : ILinks
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    public IDisposable Only(Topology topology)
    {
        var rule = new Rule(this, topology, router.Only(topology));
        Change(() => rules.Add(rule));
        return rule;
    }

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            trace.TellLinks(nodes, (from, to) => rules.All(rule => rule.Topology.Links(from, to)));
        }
    }

    private sealed class Rule(RoutedLinks links, Topology topology, LinkRule rule) : IDisposable
    {
        public Topology Topology => topology;

        public void Dispose()
        {
            links.Change(() => links.rules.Remove(this));
            rule.Dispose();
        }
    }
}
