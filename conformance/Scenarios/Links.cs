using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <summary>The links between the nodes of a scene, however messages travel there.</summary>
public interface ILinks
{
    /// <summary>Messages travel only where a topology has a link, until disposed. Several such rules hold together.</summary>
    IDisposable Only(Topology topology);
}

/// <summary>The links of nodes whose messages the harness carries.</summary>
internal sealed class RoutedLinks(Router router) : ILinks
{
    public IDisposable Only(Topology topology) => router.Only(topology);
}
