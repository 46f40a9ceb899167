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
    /// <returns>What it said, and who is to carry the messages; where that is open and only one way is to its liking, it is that one.</returns>
    /// <exception cref="StartFailedException">It could not be started.</exception>
    /// <exception cref="ConfigurationRefusedException">It refuses to serve.</exception>
    public static async Task<(InitOkBody Hello, NetworkMode Network)> Hold(NodePool pool, NetworkMode network, CancellationToken cancel)
    {
        if (network == NetworkMode.Direct) return (await Direct(pool, cancel), network);
        try
        {
            return (await Ask(pool, null, cancel), network);
        }
        catch (ConfigurationRefusedException) when (network == NetworkMode.Auto && pool.CanKill)
        {
            return (await Direct(pool, cancel), NetworkMode.Direct);
        }
    }

    private static async Task<InitOkBody> Direct(NodePool pool, CancellationToken cancel)
    {
        using var links = new ProxiedNetwork(Nodes);
        return await Ask(pool, links.Place("n1"), cancel);
    }

    private static async Task<InitOkBody> Ask(NodePool pool, NetworkConfig? network, CancellationToken cancel)
    {
        var node = await pool.Start(new InitBody { NodeId = "n1", NodeIds = Nodes, Network = network }, cancel);
        await pool.Return(node);
        return node.Hello;
    }
}
