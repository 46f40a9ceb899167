using Paxos.Storage;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>The reference implementation: a node of single-decree Paxos, from init to reset. Not thread-safe.</summary>
/// <param name="open">Opens and recovers the log of a data directory.</param>
/// <param name="time">What moves the node's time until the first tick.</param>
/// <param name="seed">Makes the random delays repeatable; null: they are different in every run.</param>
/// <param name="log">Takes a line for people.</param>
public sealed class PaxosNode(Func<string, Log> open, TimeProvider time, int? seed, Action<string> log) : IAdapter, IDisposable
{
    private static readonly string[] Capabilities =
    [
        Capability.Messages, Capability.Durable, Capability.PowerSafe, Capability.Ordered, Capability.Reset, Capability.Ticks,
        Capability.Quorums, Capability.Learned, Capability.RefusesConfig,
    ];

    private Participant? participant;
    private Log? storage;

    /// <inheritdoc/>
    public TimeSpan? Due => participant?.Due;

    /// <inheritdoc/>
    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        switch (batch)
        {
            case [{ Body: InitBody init } request]:
                Init(request, init, outbox);
                break;
            case [{ Body: ResetBody } request]:
                Reset(request, outbox);
                break;
            default:
                participant?.Handle(batch, new Post(participant.Id, outbox));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => participant?.Dispose();

    private void Init(Envelope request, InitBody init, Outbox outbox)
    {
        try
        {
            if (participant is not null) throw new RefusedException(ErrorCode.Abort, "already initialised: send reset first");
            var config = Configuration.From(init);
            storage = open(config.DataDirectory);
            participant = new Participant(config, storage, new Clock(time), new Pace(config.Retry, RandomFor(config.Id)), log);
            outbox.Answer(request, Ready());
        }
        catch (RefusedException e)
        {
            outbox.Error(request, e.Code, e.Message);
        }
        catch (Exception e) when (e is LogDamagedException or DirectoryInUseException or NotSupportedException)
        {
            // P-DUR-12: what the node once vouched for is not known, so it must not vote.
            Refuse(ExitCode.Refused, e.Message);
        }
        catch (StorageFailedException e)
        {
            Refuse(ExitCode.StorageFailed, e.Message);
        }

        void Refuse(int exitCode, string reason)
        {
            outbox.Error(request, ErrorCode.Crash, reason);
            outbox.End(exitCode, reason);
        }
    }

    private void Reset(Envelope request, Outbox outbox)
    {
        storage?.Reset();
        participant?.Dispose();
        (participant, storage) = (null, null);
        outbox.Answer(request, new ResetOkBody());
    }

    private static InitOkBody Ready() => new()
    {
        Protocol = 1,
        Implementation = new Implementation { Name = "Paxos.Node", Version = CommandLine.Version, Language = "C#" },
        Capabilities = Capabilities,
    };

    // P-LIV-04: nodes that are started alike must not wait alike, also with the same seed.
    private Random RandomFor(string id)
    {
        if (seed is not { } mixed) return new Random();
        foreach (var letter in id) mixed = unchecked(31 * mixed + letter);
        return new Random(mixed);
    }
}
