using System.Diagnostics;
using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Containers;

/// <summary>One container of a node, spoken to over its published port.</summary>
internal sealed class ContainerNode : IRunningNode
{
    // Between the end of a node's connection and that of its container, if it ends.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly IContainerEngine engine;
    private readonly ContainerSpec spec;
    private readonly LineStream lines;
    private readonly PublishedWire wire;
    private readonly Lock gate = new();
    private Task? kill;
    private volatile bool ended;
    private volatile bool killed;

    public ContainerNode(IContainerEngine engine, ContainerSpec spec, INodeListener listener)
    {
        this.engine = engine;
        this.spec = spec;
        wire = new PublishedWire(Address, () => killed || !Runs());
        lines = new LineStream(listener);
        lines.Begin(wire.Input, wire.Output, Closed);
    }

    public INodeListener Listener
    {
        get => lines.Listener;
        set => lines.Listener = value;
    }

    public bool IsRunning => !ended;

    /// <summary>The name of the container.</summary>
    public string Name => spec.Name;

    public IReadOnlyList<int> ProcessIds => [];

    public string Stderr => engine.Logs(Name).GetAwaiter().GetResult();

    public string? Trouble => wire.IsHeard ? null : $"nothing has come from port {spec.Port} of its container yet; its node must listen there on all interfaces (0.0.0.0)";

    public void Send(Envelope message) => lines.Send(message);

    public void SendLine(byte[] line) => lines.SendLine(line);

    public Task Join(NetworkConfig? network) => network is null ? Task.CompletedTask : ContainerNetwork.Join(network, Name);

    public Task Kill() => End(() => engine.Kill(Name));

    public Task Terminate(TimeSpan patience) => End(() => engine.Stop(Name, patience));

    public void Pause() => ContainerHost.Now(engine.Pause(Name));

    public void Resume() => ContainerHost.Now(Thaw());

    public async ValueTask DisposeAsync()
    {
        await Kill();
        lines.Close();
        await engine.Remove(Resource.Container, Name);
    }

    private async Task Thaw()
    {
        try
        {
            await engine.Unpause(Name);
        }
        catch (EngineException)
        {
            // It was not paused, or is not there any more.
        }
    }

    private Task End(Func<Task> how)
    {
        lock (gate)
        {
            killed = true;
            lines.Cut();
            return kill ??= Ended(how);
        }
    }

    private async Task Ended(Func<Task> how)
    {
        await how();
        ended = true;
        wire.Close();
    }

    private async Task<int?> Address() => await engine.PublishedPort(Name, spec.Port);

    private bool Runs() => engine.State(Name).GetAwaiter().GetResult() is { IsRunning: true };

    // On the thread that reads from the node, which has nothing more to read.
    private void Closed()
    {
        var since = Stopwatch.StartNew();
        while (!killed)
        {
            var state = engine.State(Name).GetAwaiter().GetResult();
            if (state is not { IsRunning: true })
            {
                if (!killed) lines.End(state?.End ?? "was removed by somebody else");
                break;
            }

            if (since.Elapsed > Grace)
            {
                lines.End("closed its connection, and runs on");
                break;
            }

            Thread.Sleep(Interval);
        }

        ended = true;
    }
}
