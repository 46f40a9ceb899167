using System.Collections.Concurrent;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>Nodes for one scenario after another. One that can be wiped is used again, unless told otherwise: that saves the start of a process.</summary>
public sealed class NodePool(INodeHost host, RunDirectory directory, TimeSpan startPatience, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentBag<SubjectNode> idle = [];
    private readonly ConcurrentDictionary<SubjectNode, bool> all = [];
    private volatile bool disposed;

    /// <summary>What is known of the subject besides what its nodes say of themselves.</summary>
    public Func<InitOkBody, InitOkBody> Complete { get; init; } = said => said;

    /// <summary>Whether a node that can be wiped is used again.</summary>
    public bool Reuses { get; init; } = true;

    /// <summary>Whether a node can be killed and started again on its data.</summary>
    public bool CanKill => host.CanKill;

    /// <summary>Whether a node can be asked to end.</summary>
    public bool CanTerminate => host.CanTerminate;

    /// <summary>Gets a node that has no memory, and makes it who <paramref name="init"/> says; its data directory is filled in here.</summary>
    /// <exception cref="StartFailedException">It could not be started, or did not answer <c>init</c> as it should.</exception>
    /// <exception cref="ConfigurationRefusedException">It answered <c>init</c> with an error.</exception>
    public async Task<SubjectNode> Start(InitBody init, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var node = await Wiped(cancel) ?? New();
        try
        {
            await node.Init(init, Complete, startPatience, time, cancel);
            return node;
        }
        catch
        {
            await Discard(node);
            throw;
        }
    }

    /// <summary>Kills a node and starts it again on what it left behind.</summary>
    /// <exception cref="StartFailedException">It did not come back.</exception>
    public Task Restart(SubjectNode node, InitBody init, CancellationToken cancel) => Restart(node, init, null, cancel);

    /// <summary>Ends a node and starts it again on what it left behind.</summary>
    /// <param name="node">The node.</param>
    /// <param name="init">Who it is from now on.</param>
    /// <param name="grace">How long it has to end when it is asked to; null: it is killed.</param>
    /// <param name="cancel">Gives the start up.</param>
    /// <exception cref="StartFailedException">It did not come back.</exception>
    public async Task Restart(SubjectNode node, InitBody init, TimeSpan? grace, CancellationToken cancel)
    {
        if (grace is { } patience) await node.Process.Terminate(patience);
        else await node.Process.Kill();
        await node.StartAgain();
        await node.Init(init, Complete, startPatience, time, cancel);
    }

    /// <summary>Takes back a node that is no longer needed.</summary>
    public async Task Return(SubjectNode node)
    {
        if (Reuses && !disposed && node.IsRunning && node.Can(Capability.Reset)) idle.Add(node);
        else await Discard(node);
    }

    /// <summary>Ends a node and removes its data.</summary>
    public async Task Discard(SubjectNode node)
    {
        if (all.TryRemove(node, out _)) await node.DisposeAsync();
    }

    /// <summary>Ends all nodes.</summary>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await Task.WhenAll(all.Keys.Select(Discard));
    }

    private async Task<SubjectNode?> Wiped(CancellationToken cancel)
    {
        if (!idle.TryTake(out var used)) return null;
        if (await used.Wipe(startPatience, time, cancel)) return used;
        await Discard(used);
        return null;
    }

    private SubjectNode New()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var node = new SubjectNode(host, directory.NewDirectory());
        all[node] = true;
        return node;
    }
}
