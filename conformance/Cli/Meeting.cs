using PaxosConformance.Hosts;
using PaxosConformance.Network.Direct;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Cli;

/// <summary>The first node is only asked who it is; where it cannot be started, no scenario can be played.</summary>
internal static class Meeting
{
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    /// <summary>Asks a node who it is.</summary>
    /// <returns>What it said, and who is to carry the messages: where that is open, and it wants to do so itself, it does.</returns>
    /// <exception cref="StartFailedException">It could not be started.</exception>
    /// <exception cref="ConfigurationRefusedException">It refuses to serve.</exception>
    public static async Task<(InitOkBody Hello, NetworkMode Network)> Hold(NodePool pool, NetworkMode network, CancellationToken cancel)
    {
        var isDirect = network == NetworkMode.Direct;
        try
        {
            return (await Ask(pool, isDirect, cancel), network);
        }
        catch (ConfigurationRefusedException) when (network != NetworkMode.Routed && pool.CanKill)
        {
            // Who it is it may still say; what it refused it will refuse in each scenario.
            return (await Ask(pool, !isDirect, cancel), NetworkMode.Direct);
        }
    }

    private static async Task<InitOkBody> Ask(NodePool pool, bool isDirect, CancellationToken cancel)
    {
        using var links = isDirect ? pool.NewNetwork(Nodes) ?? new ProxiedNetwork(Nodes) : null;
        var init = new InitBody { NodeId = Nodes[0], NodeIds = Nodes, Network = links?.Place(Nodes[0]) };
        var node = await pool.Start(init, cancel);
        await pool.Return(node);
        return node.Hello;
    }
}
