using System.Globalization;
using System.Runtime.CompilerServices;
using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Containers;

/// <summary>
/// The network of containers that carry their messages themselves: a network of the engine for each pair of nodes, with two addresses. To cut
/// a link is to take both out of theirs; nobody is told, and nothing arrives.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="labels">The labels on what is made.</param>
/// <param name="name">What the names of the networks begin with.</param>
/// <param name="nodes">The nodes.</param>
internal sealed class ContainerNetwork(IContainerEngine engine, IReadOnlyDictionary<string, string> labels, string name, IReadOnlyList<string> nodes) : INodeNetwork
{
    // Any port: every container has its addresses for itself.
    private const int Port = 7001;

    private static readonly ConditionalWeakTable<NetworkConfig, Func<string, Task>> Places = [];

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, string> containers = new(StringComparer.Ordinal);
    private List<ContainerLink>? links;

    /// <summary>Puts a container into the networks of the place that it was given.</summary>
    public static Task Join(NetworkConfig place, string container) => Places.TryGetValue(place, out var join) ? join(container) : Task.CompletedTask;

    /// <inheritdoc/>
    public NetworkConfig Place(string id)
    {
        ContainerHost.Now(Locked(Make));
        var place = new NetworkConfig
        {
            Mode = NetworkConfig.Direct,
            Listen = Endpoint("0.0.0.0"),
            Peers = links!.Where(link => link.Has(id)).ToDictionary(link => link.Other(id), link => Endpoint(link.AddressOf(link.Other(id)))),
        };
        Places.Add(place, container => Locked(() => Join(id, container)));
        return place;
    }

    /// <inheritdoc/>
    public void Open(Func<string, string, bool> isOpen)
    {
        if (nodes.Any(from => nodes.Any(to => isOpen(from, to) != isOpen(to, from))))
            throw new NotSupportedException("an engine cuts the link between two containers in both directions, never in one");
        ContainerHost.Now(Locked(async () =>
        {
            await Make();
            await Task.WhenAll(links!.Select(link => link.Set(isOpen(link.First, link.Second), containers)));
        }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ContainerHost.Now(Locked(() => Task.WhenAll((links ?? []).Select(link => link.Remove(containers)))));
        gate.Dispose();
    }

    private static string Endpoint(string address) => string.Create(CultureInfo.InvariantCulture, $"{address}:{Port}");

    // Only where nodes talk to each other at all.
    private async Task Make() => links ??= [.. await Task.WhenAll(nodes.SelectMany((first, i) => nodes.Skip(i + 1).Select(second => ContainerLink.Make(engine, labels, name, first, second))))];

    private async Task Join(string id, string container)
    {
        containers[id] = container;
        await Task.WhenAll(links!.Where(link => link.Has(id)).Select(link => link.Join(id, container)));
    }

    private async Task Locked(Func<Task> act)
    {
        await gate.WaitAsync();
        try
        {
            await act();
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"could not be linked with the others: {e.Message}", e);
        }
        finally
        {
            gate.Release();
        }
    }
}
