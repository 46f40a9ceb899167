using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace PaxosConformance.Network.Direct;

/// <summary>One direction of a connection: what is read at one end comes out at the other, if and when the link of that direction lets it.</summary>
internal sealed class Flow(ProxiedLink link, Lock gate)
{
    private const int Most = 256;
    private readonly Channel<Piece> underWay = Channel.CreateBounded<Piece>(Most);

    /// <summary>Whether the receiver would read on where a part is missing, if the link were open again.</summary>
    public bool IsTorn => HasLost && link.State == LinkState.Open;

    private bool HasLost { get; set; }

    /// <summary>Whether something that travels in this direction arrives; if not, it is lost by this.</summary>
    public bool Passes()
    {
        lock (gate)
        {
            if (link.State == LinkState.Open) return true;
            link.Losses++;
            HasLost = true;
            return false;
        }
    }

    /// <summary>Carries what comes until the connection ends.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <param name="to">Where it goes to.</param>
    /// <param name="copy">Sees all that comes; null: nobody does.</param>
    /// <param name="broken">To be called when the sender has reset the connection.</param>
    /// <param name="refused">To be called when the receiver takes nothing more.</param>
    public Task Run(Socket from, Socket to, Action<ReadOnlyMemory<byte>>? copy, Action broken, Action refused) =>
        Task.WhenAll(Read(from, copy), Write(to, broken, refused));

    /// <summary>Loses all that comes.</summary>
    public static async Task Swallow(Socket from)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer) > 0)
            {
                // It goes nowhere.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody is to hear of its end either.
        }
    }

    private async Task Read(Socket from, Action<ReadOnlyMemory<byte>>? copy)
    {
        while (true)
        {
            var buffer = new byte[16 * 1024];
            int count;
            try
            {
                count = await from.ReceiveAsync(buffer);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                await underWay.Writer.WriteAsync(new Piece(default, Due(), Breaks: true));
                break;
            }

            var bytes = buffer.AsMemory(0, count);
            if (count > 0) copy?.Invoke(bytes);
            await underWay.Writer.WriteAsync(new Piece(bytes, Due()));
            if (count == 0) break;
        }

        underWay.Writer.Complete();
    }

    private async Task Write(Socket to, Action broken, Action refused)
    {
        await foreach (var piece in underWay.Reader.ReadAllAsync())
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), piece.Due) is { Ticks: > 0 } left) await Task.Delay(left);
            if (!Passes()) continue;
            try
            {
                if (piece.Breaks) broken();
                else if (piece.Bytes.IsEmpty) to.Shutdown(SocketShutdown.Send);
                else await Send(to, piece.Bytes);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                refused();
            }
        }
    }

    private static async Task Send(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await to.SendAsync(bytes)..];
    }

    private long Due() => Stopwatch.GetTimestamp() + (long)(link.Delay.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Bytes on their way, or the end of them: none, and then none ever.</summary>
    private readonly record struct Piece(ReadOnlyMemory<byte> Bytes, long Due, bool Breaks = false);
}
