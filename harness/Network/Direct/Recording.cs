using System.Net.Sockets;

namespace PaxosConformance.Network.Direct;

/// <summary>What was said on the connections over a link, each from its beginning. Thread-safe.</summary>
public sealed class Recording
{
    private readonly Lock gate = new();
    private readonly ProxiedLink link;
    private readonly List<MemoryStream> tapes = [];
    private readonly List<Socket> replays = [];
    private TaskCompletionSource more = NewSignal();
    private long replayed;

    internal Recording(ProxiedLink link) => this.link = link;

    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => Said().Count == 0;

    /// <summary>Says everything once more, on new connections to the node at the end of the link, as its peer might after a loss of the old ones.</summary>
    /// <param name="times">How often, each time on connections of its own. They stay open as long as the network is there.</param>
    /// <exception cref="SocketException">The node does not listen.</exception>
    public async Task Replay(int times)
    {
        var all = Said();
        lock (gate) replayed = all.Sum(said => (long)said.Length);
        foreach (var said in Enumerable.Repeat(all, times).SelectMany(tapes => tapes))
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            lock (gate) replays.Add(socket);
            await socket.ConnectAsync(link.Target ?? throw new SocketException((int)SocketError.ConnectionRefused));
            await socket.SendAsync(said);
        }
    }

    /// <summary>Waits until something was said that was never replayed: what it is about may be over soon.</summary>
    /// <param name="limit">For how long at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task Grown(TimeSpan limit, CancellationToken cancel)
    {
        Task grown;
        lock (gate) grown = tapes.Sum(tape => tape.Length) > replayed ? Task.CompletedTask : more.Task;
        await Task.WhenAny(grown, Task.Delay(limit, cancel));
    }

    internal Action<ReadOnlyMemory<byte>> Begin()
    {
        var tape = new MemoryStream();
        lock (gate) tapes.Add(tape);
        return bytes =>
        {
            TaskCompletionSource grown;
            lock (gate)
            {
                tape.Write(bytes.Span);
                (grown, more) = (more, NewSignal());
            }

            grown.SetResult();
        };
    }

    internal void Dispose()
    {
        lock (gate) replays.ForEach(socket => socket.Dispose());
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<byte[]> Said()
    {
        lock (gate) return tapes.Where(tape => tape.Length > 0).Select(tape => tape.ToArray()).ToList();
    }
}
