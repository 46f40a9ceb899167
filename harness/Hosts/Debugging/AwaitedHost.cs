using System.Collections.Concurrent;
using System.Net.Sockets;

namespace PaxosConformance.Hosts.Debugging;

/// <summary>Nodes that a person starts, one at a time and when it suits, and may stop in a debugger.</summary>
/// <param name="next">The connection to the next one that is started, however long that takes.</param>
/// <param name="adapters">How many there are at a time.</param>
/// <param name="tell">Takes a line for the person.</param>
/// <param name="cancel">Ends all waiting.</param>
public sealed class AwaitedHost(Func<CancellationToken, Task<TcpClient>> next, int adapters, Action<string> tell, CancellationToken cancel) : INodeHost
{
    private static readonly TimeSpan Hint = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<AwaitedNode, bool> nodes = [];

    /// <inheritdoc/>
    public bool CanKill => false;

    /// <inheritdoc/>
    public bool CanPause => false;

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener)
    {
        if (nodes.Count >= adapters)
            throw new StartFailedException($"needs a process of its own, and {(adapters == 1 ? "there is one adapter" : $"there are {adapters} adapters")}: start more, and tell so with --adapters");
        tell("Waiting for an adapter to be started …");
        var node = new AwaitedNode(next(cancel).GetAwaiter().GetResult(), listener, gone => nodes.TryRemove(gone, out _));
        nodes[node] = true;
        tell("An adapter is connected.");
        return node;
    }

    /// <summary>Ends when every node has given a sign of life, or has gone.</summary>
    public async Task Signs()
    {
        var all = Task.WhenAll(nodes.Keys.Select(node => node.Sign()));
        if (await Task.WhenAny(all, Task.Delay(Hint, cancel)) == all) return;
        if (!cancel.IsCancellationRequested) tell("The adapter does not answer echo, so the suite waits, for as long as it takes: is it stopped in the debugger?");
        await Task.WhenAny(all, Task.Delay(Timeout.Infinite, cancel));
        if (!cancel.IsCancellationRequested) tell("It goes on.");
    }
}
