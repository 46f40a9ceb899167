using System.Net.Sockets;

namespace PaxosConformance.Network.Direct;

/// <summary>What was said on the connections over a link, each from its beginning. Thread-safe.</summary>
public sealed class Recording
{
    private readonly Lock gate = new();
    private readonly ProxiedLink link;
    private readonly List<MemoryStream> tapes = [];
    private readonly List<Socket> replays = [];

    internal Recording(ProxiedLink link) => this.link = link;

    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => Said().Count == 0;

    /// <summary>Says everything once more, on new connections to the node at the end of the link, as its peer might after a loss of the old ones.</summary>
    /// <param name="times">How often, each time on connections of its own. They stay open as long as the network is there.</param>
    /// <exception cref="SocketException">The node does not listen.</exception>
    public async Task Replay(int times)
    {
        foreach (var said in Enumerable.Repeat(Said(), times).SelectMany(all => all))
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            lock (gate) replays.Add(socket);
            await socket.ConnectAsync(link.Target ?? throw new SocketException((int)SocketError.ConnectionRefused));
            await socket.SendAsync(said);
        }
    }

    internal Action<ReadOnlyMemory<byte>> Begin()
    {
        var tape = new MemoryStream();
        lock (gate) tapes.Add(tape);
        return bytes =>
        {
            lock (gate) tape.Write(bytes.Span);
        };
    }

    internal void Dispose()
    {
        lock (gate) replays.ForEach(socket => socket.Dispose());
    }

    private List<byte[]> Said()
    {
        lock (gate) return tapes.Where(tape => tape.Length > 0).Select(tape => tape.ToArray()).ToList();
    }
}
