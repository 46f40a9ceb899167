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
    /// <param name="times">How often, each time on connections of its own. They stay open until <see cref="HangUp"/>.</param>
    /// <param name="limit">For how long it is tried at most.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many of the connections the node took: it may refuse them, or break them.</returns>
    public async Task<int> Replay(int times, TimeSpan limit, CancellationToken cancel)
    {
        var all = Said();
        lock (gate) replayed = all.Sum(said => (long)said.Length);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(limit);
        var taken = 0;
        foreach (var said in Enumerable.Repeat(all, times).SelectMany(tapes => tapes))
        {
            if (await TrySay(said, enough.Token)) taken++;
        }

        cancel.ThrowIfCancellationRequested();
        return taken;
    }

    /// <summary>Closes the connections of all replays, so that they take no room from those of the peers.</summary>
    public void HangUp()
    {
        lock (gate)
        {
            replays.ForEach(socket => socket.Dispose());
            replays.Clear();
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

    private async Task<bool> TrySay(byte[] said, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (gate) replays.Add(socket);
        try
        {
            await socket.ConnectAsync(link.Target ?? throw new SocketException((int)SocketError.ConnectionRefused), cancel);
            await socket.SendAsync(said, cancel);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<byte[]> Said()
    {
        lock (gate) return tapes.Where(tape => tape.Length > 0).Select(tape => tape.ToArray()).ToList();
    }
}
