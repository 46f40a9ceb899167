using System.Globalization;

namespace PaxosConformance.Containers;

/// <summary>The link between two containers: a network of the engine with nobody else in it.</summary>
internal sealed class ContainerLink
{
    // Of the addresses for private use the part that is the least in use; eight to each link.
    private const int FirstBlock = 64;
    private const int Blocks = 64;
    private const int Attempts = 50;

    // How docker and podman say that somebody has the addresses.
    private static readonly string[] Taken = ["overlap", "already used"];

    private readonly IContainerEngine engine;
    private readonly string network;
    private readonly string prefix;
    private readonly int lowest;
    private bool isOpen = true;

    private ContainerLink(IContainerEngine engine, string network, string prefix, int lowest, string first, string second)
    {
        this.engine = engine;
        this.network = network;
        this.prefix = prefix;
        this.lowest = lowest;
        (First, Second) = (first, second);
    }

    /// <summary>The node at one end.</summary>
    public string First { get; }

    /// <summary>The node at the other end.</summary>
    public string Second { get; }

    /// <summary>Makes a link between two nodes that are not there yet.</summary>
    public static async Task<ContainerLink> Make(IContainerEngine engine, IReadOnlyDictionary<string, string> labels, string name, string first, string second)
    {
        var network = $"{name}-{first}-{second}";
        var refused = 0;
        while (true)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"10.{Random.Shared.Next(FirstBlock, FirstBlock + Blocks)}.{Random.Shared.Next(256)}");
            var lowest = 8 * Random.Shared.Next(32);
            try
            {
                await engine.CreateNetwork(new NetworkSpec(network, labels, string.Create(CultureInfo.InvariantCulture, $"{prefix}.{lowest}/29")));
                return new ContainerLink(engine, network, prefix, lowest, first, second);
            }
            catch (EngineException e) when (Taken.Any(word => e.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) && ++refused < Attempts)
            {
                // Somebody else has these addresses: others are free.
            }
        }
    }

    /// <summary>Whether a node is at one of its ends.</summary>
    public bool Has(string id) => id == First || id == Second;

    /// <summary>The node at the other end.</summary>
    public string Other(string id) => id == First ? Second : First;

    /// <summary>The address of a node on this link; the engine itself takes the first one.</summary>
    public string AddressOf(string id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}.{lowest + (id == First ? 2 : 3)}");

    /// <summary>A container has come that is one of the two.</summary>
    public Task Join(string id, string container) => isOpen ? engine.Connect(network, container, AddressOf(id)) : Task.CompletedTask;

    /// <summary>Cuts the link, or heals it. A cut takes both nodes out: some engines' machines would carry what one of them sends to the other's address from elsewhere.</summary>
    /// <param name="open">Whether it is open from now on.</param>
    /// <param name="containers">The containers of the nodes that have come.</param>
    public async Task Set(bool open, IReadOnlyDictionary<string, string> containers)
    {
        if (open == isOpen) return;
        isOpen = open;
        await Task.WhenAll(new[] { First, Second }.Where(containers.ContainsKey).Select(id => Set(open, id, containers[id])));
    }

    /// <summary>Removes the link; its containers may be used for others.</summary>
    public async Task Remove(IReadOnlyDictionary<string, string> containers)
    {
        foreach (var id in new[] { First, Second })
        {
            if (containers.TryGetValue(id, out var container)) await Leave(container);
        }

        await engine.Remove(Resource.Network, network);
    }

    private async Task Set(bool open, string id, string container)
    {
        if (await engine.State(container) is not { IsRunning: true }) return;
        if (open) await engine.Connect(network, container, AddressOf(id));
        else await engine.Disconnect(network, container);
    }

    private async Task Leave(string container)
    {
        try
        {
            await engine.Disconnect(network, container);
        }
        catch (EngineException)
        {
            // It has left already, or is gone.
        }
    }
}
