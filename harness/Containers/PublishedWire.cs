using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace PaxosConformance.Containers;

/// <summary>
/// The conversation with a node over the published port of its container. Engines take connections to such a port before anybody listens behind
/// it, and drop them: until the node is first heard, a connection that breaks is made anew, and all is said again.
/// </summary>
/// <param name="port">The port of this machine; null as long as there is none.</param>
/// <param name="isOver">Whether nobody will ever listen.</param>
internal sealed class PublishedWire(Func<Task<int?>> port, Func<bool> isOver)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> said = new();
    private NetworkStream? connection;
    private volatile bool closed;

    /// <summary>What is said to the node.</summary>
    public Stream Input => new Mouth(this);

    /// <summary>What the node says.</summary>
    public Stream Output => new Ear(this);

    /// <summary>Whether the node has ever said anything.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>Ends the conversation.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            connection?.Dispose();
        }
    }

    private void Say(ReadOnlySpan<byte> bytes)
    {
        NetworkStream? now;
        lock (gate)
        {
            now = connection;
            if (!IsHeard) said.Write(bytes);
        }

        try
        {
            now?.Write(bytes);
        }
        catch (Exception e) when (!IsHeard && e is IOException or ObjectDisposedException)
        {
            // It is said again on the next connection.
        }
    }

    private int Hear(Span<byte> buffer)
    {
        while (!IsHeard)
        {
            if (Connect() is not { } trial) return 0;
            try
            {
                if (trial.Read(buffer) is > 0 and var count)
                {
                    IsHeard = true;
                    return count;
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Nobody listens yet.
            }
        }

        return connection!.Read(buffer);
    }

    private NetworkStream? Connect()
    {
        for (var first = connection is null; ; first = false)
        {
            if (!first)
            {
                Thread.Sleep(Pause);
                if (closed || isOver()) return null;
            }

            // An engine may publish another port after a change of networks: it is asked each time.
            if (port().GetAwaiter().GetResult() is not { } number || TryConnect(number) is not { } made) continue;
            lock (gate)
            {
                connection?.Dispose();
                connection = made;
                if (closed) made.Dispose();
                else if (!Repeat(made)) continue;
                return closed ? null : made;
            }
        }
    }

    private bool Repeat(NetworkStream made)
    {
        try
        {
            made.Write(said.WrittenSpan);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static NetworkStream? TryConnect(int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(IPAddress.Loopback, number);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private abstract class OneWay : Stream
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
            // Nothing is kept back.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private sealed class Mouth(PublishedWire wire) : OneWay
    {
        public override bool CanRead => false;

        public override bool CanWrite => true;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => wire.Say(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => wire.Say(buffer);
    }

    private sealed class Ear(PublishedWire wire) : OneWay
    {
        public override bool CanRead => true;

        public override bool CanWrite => false;

        public override int Read(byte[] buffer, int offset, int count) => wire.Hear(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => wire.Hear(buffer);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
