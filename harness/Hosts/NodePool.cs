using System.Collections.Concurrent;
using PaxosConformance.Hosts.Power;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>Nodes for one scenario after another. One that can be wiped is used again, unless told otherwise: that saves the start of a process.</summary>
public sealed class NodePool(INodeHost host, RunDirectory directory, TimeSpan startPatience, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentBag<SubjectNode> idle = [];
    private readonly ConcurrentDictionary<SubjectNode, bool> all = [];
    private readonly IVolumes volumes = host.NewVolumes(directory);
    private readonly ConcurrentQueue<MalformedLine> malformed = [];
    private volatile bool disposed;

    /// <summary>What is known of the subject besides what its nodes say of themselves.</summary>
    public Func<InitOkBody, InitOkBody> Complete { get; init; } = said => said;

    /// <summary>Whether a node that can be wiped is used again.</summary>
    public bool Reuses { get; init; } = true;

    /// <summary>Whether a node can be killed and started again on its data.</summary>
    public bool CanKill => host.CanKill;

    /// <summary>Whether a node can be stopped in the middle of what it does, and go on later.</summary>
    public bool CanPause => host.CanPause;

    /// <summary>Whether a node can be asked to end.</summary>
    public bool CanTerminate => host.CanTerminate;

    /// <summary>The lines that nodes said while they were started or wiped, and that are no messages of the protocol.</summary>
    public IReadOnlyCollection<MalformedLine> Malformed => malformed;

    /// <summary>Why nobody but the nodes can get at their data; null: they are in the data directories.</summary>
    public string? DataOutOfReach => host.DataOutOfReach;

    /// <inheritdoc cref="INodeHost.NewNetwork"/>
    public INodeNetwork? NewNetwork(IReadOnlyList<string> nodes) => host.NewNetwork(nodes);

    /// <summary>Gets a node that has no memory, and makes it who <paramref name="init"/> says; its data directory is filled in here.</summary>
    /// <exception cref="StartFailedException">It could not be started, or did not answer <c>init</c> as it should.</exception>
    /// <exception cref="ConfigurationRefusedException">It answered <c>init</c> with an error.</exception>
    public async Task<SubjectNode> Start(InitBody init, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return await Init(await Wiped(cancel) ?? await New(directory.NewDirectory(), null, DeleteData), init, cancel);
    }

    /// <summary>Gets a node that has no memory, with its data on a volume of its own, whose power can fail.</summary>
    /// <exception cref="VolumeException">There can be no volumes here.</exception>
    /// <inheritdoc cref="Start"/>
    public async Task<SubjectNode> StartOnVolume(InitBody init, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var volume = volumes.Rent();
        SubjectNode node;
        try
        {
            node = await New(volume.DataDirectory, volume, FreeVolume);
        }
        catch
        {
            volumes.Return(volume);
            throw;
        }

        return await Init(node, init, cancel);
    }

    /// <summary>Starts a node that has died again, on what it left behind.</summary>
    /// <exception cref="StartFailedException">It did not come back.</exception>
    public async Task StartAgain(SubjectNode node, InitBody init, CancellationToken cancel)
    {
        await node.StartAgain();
        await node.Init(init, Complete, startPatience, time, cancel);
    }

    /// <summary>Takes back a node that is no longer needed.</summary>
    public async Task Return(SubjectNode node)
    {
        if (Reuses && !disposed && node.IsRunning && node.Volume is null && node.Can(Capability.Reset)) idle.Add(node);
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
        volumes.Dispose();
    }

    private void DeleteData(SubjectNode node) => host.DeleteData(node.DataDirectory);

    private void FreeVolume(SubjectNode node) => volumes.Return(node.Volume!);

    private async Task<SubjectNode> Init(SubjectNode node, InitBody init, CancellationToken cancel)
    {
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

    private async Task<SubjectNode?> Wiped(CancellationToken cancel)
    {
        if (!idle.TryTake(out var used)) return null;
        if (await used.Wipe(startPatience, time, cancel)) return used;
        await Discard(used);
        return null;
    }

    private async Task<SubjectNode> New(string dataDirectory, IVolume? volume, Action<SubjectNode> freeData)
    {
        ObjectDisposedException.ThrowIf(disposed, this);

        // A host may take its time, and the nodes of a cluster need not wait for each other.
        var node = await Task.Run(() => new SubjectNode(host, dataDirectory, volume, freeData, malformed.Enqueue));
        all[node] = true;
        return node;
    }
}
