using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>
/// A node that carries its messages itself, as the SDK for adapters does, and decides what enough others have agreed to. It knows of one
/// ballot only, so it is wrong on the whole; what else is wrong with it, each kind says for itself.
/// </summary>
internal sealed class Hasty : IAdapter
{
    private readonly List<Envelope> waiting = [];
    private readonly List<string> votes = [];
    private InitBody? init;
    private DecideBody? decided;

    /// <summary>The kinds.</summary>
    public static IReadOnlyDictionary<string, Func<IAdapter>> Kinds { get; } = new Dictionary<string, Func<IAdapter>>
    {
        ["decides-alone"] = () => new Hasty { Suffices = (votes, _) => votes.Count >= 1, IsDurable = true },
        ["counts-messages"] = () => new Hasty { Suffices = (votes, all) => votes.Count > all / 2, IsDurable = true },
        ["forgets"] = () => new Hasty { Suffices = (votes, all) => votes.Distinct().Count() > all / 2 },
    };

    /// <summary>Whether these votes are enough among so many nodes.</summary>
    public required Func<IReadOnlyList<string>, int, bool> Suffices { get; init; }

    /// <summary>Whether it finds its decision again after a crash.</summary>
    public bool IsDurable { get; init; }

    /// <inheritdoc/>
    public TimeSpan? Due => null;

    private string Store => Path.Combine(init!.DataDir!, "decision");

    /// <inheritdoc/>
    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        foreach (var message in batch) Handle(message, outbox);
    }

    private void Handle(Envelope message, Outbox outbox)
    {
        switch (message.Body)
        {
            case InitBody body:
                init = body;
                if (File.Exists(Store)) decided = new DecideBody { Value = File.ReadAllText(Store) };
                outbox.Answer(message, new InitOkBody { Protocol = 1, Capabilities = [Capability.Ordered, Capability.Learned, Capability.Durable] });
                break;
            case ProposeBody:
                waiting.Add(message);
                Vote(init!.NodeId, ((ProposeBody)message.Body).Value!, outbox);
                AskAll(outbox);
                break;
            case AcceptBody accept:
                outbox.Send(new Envelope(init!.NodeId, message.Src, new AcceptedBody { Ballot = accept.Ballot }));
                break;
            case AcceptedBody when waiting.Count > 0:
                Vote(message.Src, ((ProposeBody)waiting[0].Body).Value!, outbox);
                break;
            case DecideBody decide:
                Decide(decide, outbox);
                break;
            case LearnedBody:
                outbox.Answer(message, new LearnedOkBody { Value = decided?.Value });
                break;
        }
    }

    private void Vote(string voter, Paxos.Value value, Outbox outbox)
    {
        votes.Add(voter);
        if (decided is null && !Suffices(votes, init!.NodeIds.Count)) return;
        Decide(decided ?? new DecideBody { Value = value }, outbox);
        foreach (var peer in Peers) outbox.Send(new Envelope(init!.NodeId, peer, decided!));
    }

    private void Decide(DecideBody decide, Outbox outbox)
    {
        decided ??= decide;
        if (IsDurable) File.WriteAllText(Store, decided.Value!.ToString());
        foreach (var client in waiting) outbox.Answer(client, new ProposeOkBody { Value = decided.Value });
        waiting.Clear();
    }

    private void AskAll(Outbox outbox)
    {
        if (waiting is not [{ Body: ProposeBody propose }, ..]) return;
        foreach (var peer in Peers) outbox.Send(new Envelope(init!.NodeId, peer, new AcceptBody { Ballot = new Paxos.Ballot(1, init.NodeId), Value = propose.Value }));
    }

    private IEnumerable<string> Peers => init!.NodeIds.Where(id => id != init.NodeId);
}
