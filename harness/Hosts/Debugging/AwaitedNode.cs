using System.Net.Sockets;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts.Debugging;

/// <summary>One connection to a node that a person has started, which can be asked for signs of life besides all else that is said.</summary>
internal sealed class AwaitedNode : IRunningNode, INodeListener
{
    private const string Debugger = "debugger";

    private readonly Lock gate = new();
    private readonly TcpNode node;
    private readonly Action<AwaitedNode> released;
    private INodeListener listener;
    private TaskCompletionSource? sign;
    private string id = "n1";
    private string? ended;

    public AwaitedNode(TcpClient connection, INodeListener listener, Action<AwaitedNode> released)
    {
        (this.listener, this.released) = (listener, released);
        node = new TcpNode(connection, this, () => { });
    }

    public INodeListener Listener
    {
        get
        {
            lock (gate) return listener;
        }

        set
        {
            lock (gate)
            {
                listener = value;
                if (ended is not null) value.Ended(ended);
            }
        }
    }

    public bool IsRunning => node.IsRunning;

    public string Stderr => "";

    public IReadOnlyList<int> ProcessIds => [];

    /// <summary>Asks whether the node runs.</summary>
    /// <returns>Ends with the answer, or with the node.</returns>
    public Task Sign()
    {
        lock (gate)
        {
            if (ended is not null) return Task.CompletedTask;
            if (sign is not null) return sign.Task;
            sign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            node.Send(new Envelope(Debugger, id, new EchoBody { MsgId = 1 }));
            return sign.Task;
        }
    }

    public void Send(Envelope message)
    {
        lock (gate) id = message.Dest;
        node.Send(message);
    }

    public void SendLine(byte[] line) => node.SendLine(line);

    public Task Kill() => node.Kill();

    public void Pause() => node.Pause();

    public void Resume() => node.Resume();

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        released(this);
        Given();
    }

    void INodeListener.Said(ReadOnlySpan<byte> line) => Listener.Said(line);

    void INodeListener.Heard(Envelope message)
    {
        if (message.Dest == Debugger) Given();
        else Listener.Heard(message);
    }

    void INodeListener.HeardMalformed(string line, string fault) => Listener.HeardMalformed(line, fault);

    void INodeListener.Ended(string how)
    {
        lock (gate)
        {
            ended = how;
            listener.Ended(how);
        }

        Given();
    }

    private void Given()
    {
        lock (gate)
        {
            sign?.TrySetResult();
            sign = null;
        }
    }
}
