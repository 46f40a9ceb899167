using System.Net.Sockets;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>One connection to a node that somebody else has started.</summary>
internal sealed class TcpNode : IRunningNode
{
    private readonly TcpClient connection;
    private readonly LineStream lines;
    private readonly Action released;
    private volatile bool closed;

    public TcpNode(TcpClient connection, INodeListener listener, Action released)
    {
        this.connection = connection;
        this.released = released;
        var stream = connection.GetStream();
        lines = new LineStream(listener);
        lines.Begin(stream, stream, Closed);
    }

    public INodeListener Listener
    {
        get => lines.Listener;
        set => lines.Listener = value;
    }

    public bool IsRunning => !closed;

    public string Stderr => "";

    public ReadOnlyMemory<byte> Unfinished => lines.Unfinished;

    public void Send(Envelope message) => lines.Send(message);

    public void SendLine(byte[] line) => lines.SendLine(line);

    public Task Kill()
    {
        lines.Cut();
        lines.Close();
        connection.Close();
        return Task.CompletedTask;
    }

    public IReadOnlyList<int> ProcessIds => [];

    public void Pause() => throw new NotSupportedException("a node that somebody else has started cannot be paused");

    public void Resume()
    {
        // It is never paused.
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        released();
    }

    private void Closed()
    {
        closed = true;
        lines.End("closed the connection");
    }
}
