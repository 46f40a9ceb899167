using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>What init makes of a node, checked.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Nodes">All nodes, this one included.</param>
/// <param name="Quorums">The acceptors and their quorums.</param>
/// <param name="DataDirectory">Where the log is.</param>
/// <param name="Retry">After what time a proposer asks again.</param>
internal sealed record Configuration(string Id, IReadOnlyList<string> Nodes, QuorumSystem Quorums, string DataDirectory, TimeSpan Retry)
{
    private const int DefaultRetry = 100;

    /// <summary>Whether this node votes (P-QRM-04).</summary>
    public bool IsAcceptor { get; } = Quorums.Contains(Id);

    /// <summary>Whether <paramref name="id"/> is another node.</summary>
    public bool IsPeer(string id) => id != Id && Nodes.Contains(id, StringComparer.Ordinal);

    /// <exception cref="RefusedException">The configuration is not complete, or not safe.</exception>
    public static Configuration From(InitBody init)
    {
        foreach (var id in init.NodeIds)
        {
            if (!NodeId.IsValid(id)) throw Malformed("node_ids", $"'{id}' is no id: it must match {NodeId.Pattern}");
            if (init.NodeIds.Count(other => other == id) > 1) throw Malformed("node_ids", $"'{id}' is named twice");
        }

        if (!init.NodeIds.Contains(init.NodeId, StringComparer.Ordinal)) throw Malformed("node_id", $"'{init.NodeId}' is not in node_ids");
        if (string.IsNullOrEmpty(init.DataDir))
            throw Malformed("data_dir", "required: this node keeps its log there, so that it survives a crash");
        var retry = init.Timing?.RetryMs ?? DefaultRetry;
        if (retry < 1) throw Malformed("timing/retry_ms", $"{retry} is too short: at least 1 is needed");
        if (init.Network?.Mode is not (null or NetworkConfig.Routed or NetworkConfig.Direct))
            throw Malformed("network/mode", $"'{init.Network.Mode}' is unknown: routed or direct is expected");
        return new Configuration(init.NodeId, init.NodeIds, QuorumsFrom(init), init.DataDir, TimeSpan.FromMilliseconds(retry));
    }

    // P-FLX-02, P-FLX-03: what would not be safe is refused before the first vote.
    private static QuorumSystem QuorumsFrom(InitBody init)
    {
        var acceptors = init.Acceptors ?? init.NodeIds;
        foreach (var id in acceptors)
        {
            if (!init.NodeIds.Contains(id, StringComparer.Ordinal)) throw Unsafe("acceptors", $"'{id}' is not in node_ids");
        }

        try
        {
            return init.Quorums?.Over(acceptors) ?? QuorumSystem.Majority(acceptors);
        }
        catch (QuorumException e)
        {
            throw Unsafe(init.Quorums is null ? "acceptors" : "quorums", e.Message);
        }
    }

    private static RefusedException Malformed(string field, string text) => new(ErrorCode.Malformed, $"/body/{field}: {text}");

    private static RefusedException Unsafe(string field, string text) => new(ErrorCode.Abort, $"/body/{field}: {text}");
}

/// <summary>A request that this node does not meet.</summary>
/// <param name="code">The error code to answer with.</param>
/// <param name="message">Why, with the place in the message.</param>
internal sealed class RefusedException(int code, string message) : Exception(message)
{
    public int Code => code;
}
