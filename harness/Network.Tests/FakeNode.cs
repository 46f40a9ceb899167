using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

/// <summary>A node in memory: keeps what it is sent, and says what a test tells it to.</summary>
internal sealed class FakeNode : IRunningNode
{
    private readonly List<Envelope> received = [];

    public FakeNode(INodeListener listener) => Listener = listener;

    /// <summary>What it does when it is sent something; nothing by default.</summary>
    public Action<Envelope> OnReceived { get; set; } = _ => { };

    public IReadOnlyList<Envelope> Received => received;

    public INodeListener Listener { get; set; }

    public bool IsRunning { get; private set; } = true;

    public IReadOnlyList<int> ProcessIds => [];

    public void Pause() => throw new NotSupportedException();

    public void Resume() => throw new NotSupportedException();

    public string Stderr { get; set; } = "";

    public void Send(Envelope message)
    {
        received.Add(message);
        OnReceived(message);
    }

    public void SendLine(byte[] line) => ReceivedLines.Add(line);

    /// <summary>What it was sent that is no message.</summary>
    public List<byte[]> ReceivedLines { get; } = [];

    public void Say(string dest, Body body, string src = "n1") => Listener.Heard(new Envelope(src, dest, body));

    public Task Kill()
    {
        IsRunning = false;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Kill();
}

/// <summary>Makes fake nodes; each answers <c>init</c>.</summary>
internal sealed class FakeHost(params string[] capabilities) : INodeHost
{
    public FakeNode? Last { get; private set; }

    public bool CanKill => true;

    public bool CanPause => false;

    public IRunningNode Start(string dataDirectory, INodeListener listener)
    {
        var node = new FakeNode(listener);
        node.OnReceived = message =>
        {
            if (message.Body is InitBody) node.Say(message.Src, new InitOkBody { InReplyTo = message.Body.MsgId, Capabilities = capabilities });
        };
        return Last = node;
    }
}

/// <summary>Hears nothing.</summary>
internal sealed class Deaf : INodeListener
{
    public void Heard(Envelope message)
    {
    }

    public void HeardMalformed(string line, string fault)
    {
    }

    public void Ended(string how)
    {
    }
}
