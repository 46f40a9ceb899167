using System.Buffers;
using System.Net;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>TCP connections of the harness: all are read, the newest is written to.</summary>
internal sealed class Connections : IOutput, IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Listener listener;
    private volatile Stream? newest;

    public Connections(IPEndPoint endpoint, Action<Stream> read) => listener = new Listener(endpoint, stream =>
    {
        newest = stream;
        read(stream);
        Interlocked.CompareExchange(ref newest, null, stream);
    });

    public IPEndPoint Endpoint => listener.Endpoint;

    public void Write(Envelope message) => Codec.Write(buffer, message);

    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        try
        {
            // Without a connection a message is lost, as on any network.
            newest?.Write(buffer.WrittenSpan);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            newest = null;
        }

        buffer.ResetWrittenCount();
    }

    public void Dispose() => listener.Dispose();
}
