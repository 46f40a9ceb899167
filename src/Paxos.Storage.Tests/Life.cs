using static Paxos.Storage.Tests.States;

namespace Paxos.Storage.Tests;

/// <summary>
/// The life of a node as its disk sees it: starts, states made durable alone and in groups, a full log, a reset. It ends early when the disk
/// fails it, and knows what it was told by then.
/// </summary>
internal sealed class Life(SimulatedDisk disk)
{
    /// <summary>A header and four pairs: short enough to be full soon.</summary>
    public const int LogLength = 9 * 4096;

    /// <summary>What the log vouched for last.</summary>
    public StableState Vouched { get; private set; } = StableState.Initial;

    /// <summary>What the node asked for last. It may be durable though the node never heard so.</summary>
    public StableState Asked { get; private set; } = StableState.Initial;

    /// <summary>Why the life ended early, or null.</summary>
    public StorageFailedException? End { get; private set; }

    public void Run()
    {
        try
        {
            Start(log =>
            {
                foreach (var state in History) Persist(log, state);
                Persist(log, Decided);
            });
            Start(log => Persist(log, Promised(5), Accepted(5, "z")));
            Start(log =>
            {
                Asked = StableState.Initial;
                Vouched = log.Reset().Value;
                Persist(log, Accepted(1, new string('v', 5000)));
            });
        }
        catch (StorageFailedException end)
        {
            End = end;
        }
    }

    private void Start(Action<Log> live)
    {
        using var log = Log.Open(disk, LogLength);
        Assert.That(log.Recovered.Value, Is.EqualTo(Vouched));
        live(log);
    }

    private void Persist(Log log, params StableState[] states)
    {
        Asked = states[^1];
        var proofs = log.Persist(states);
        Assert.That(proofs.Select(proof => proof.Value), Is.EqualTo(states));
        Vouched = states[^1];
    }
}
