using System.Text.Json;
using Paxos;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

return AdapterProgram.Run(args, () => new Textbook());

/// <summary>Single-decree Paxos as the textbook has it: acceptor, proposer and learner in one.</summary>
internal sealed class Textbook : INode, ITimed
{
    // What must survive a crash.
    private sealed record Saved(long N, string? Id, long AcceptedN, string? AcceptedId, byte[]? Value, byte[]? Decided);

    private readonly Dictionary<string, Proposal?> promises = [];
    private readonly HashSet<string> votes = [];
    private NodeSetup me = null!;
    private Saved saved = new(0, null, 0, null, null, null);
    private Ballot round, highest;
    private Value? wish, asked;

    public IReadOnlyList<string> Capabilities => [Capability.Durable, Capability.PowerSafe, Capability.Quorums];
    public Value? Learned => saved.Decided is { } value ? Value.Of(value) : null;
    public TimeSpan? Due { get; private set; }
    private Ballot Promised => saved.Id is { } id ? new Ballot(saved.N, id) : default;
    private Proposal? Accepted => saved.AcceptedId is { } id ? new Proposal(new Ballot(saved.AcceptedN, id), Value.Of(saved.Value!)) : null;

    public void Start(NodeSetup setup)
    {
        me = setup;
        if (me.Store.Read("state") is { } bytes) saved = JsonSerializer.Deserialize<Saved>(bytes)!;
    }

    public void Propose(Value value)
    {
        wish ??= value;
        if (Due is null) OnDue();
    }

    // A new round, with a ballot above all that was met; time between rounds is random, lest two proposers stay in step.
    public void OnDue()
    {
        Due = me.Now + me.Retry * (1 + 4 * Random.Shared.NextDouble());
        highest = Ballot.Max(highest, Promised);
        if (highest.N == Ballot.MaxN) return;
        (round, asked) = (highest.Next(me.Id), null);
        promises.Clear();
        votes.Clear();
        Save(saved with { N = round.N, Id = round.Id });
        me.Send(me.Quorums.Acceptors, new PrepareBody { Ballot = round });
    }

    public void Handle(string from, Body message)
    {
        switch (message)
        {
            case PrepareBody prepare when prepare.Ballot < Promised:
                me.Send(from, new NackBody { Ballot = prepare.Ballot, Promised = Promised });
                break;
            case PrepareBody prepare:
                Save(saved with { N = prepare.Ballot.N, Id = prepare.Ballot.Id });
                me.Send(from, new PromiseBody { Ballot = prepare.Ballot, Accepted = Accepted });
                break;
            case AcceptBody accept when accept.Ballot < Promised:
                me.Send(from, new NackBody { Ballot = accept.Ballot, Promised = Promised });
                break;
            case AcceptBody { Ballot: var ballot } accept:
                Save(saved with { N = ballot.N, Id = ballot.Id, AcceptedN = ballot.N, AcceptedId = ballot.Id, Value = accept.Value!.Bytes.ToArray() });
                me.Send(from, new AcceptedBody { Ballot = ballot });
                break;
            case PromiseBody promise when promise.Ballot == round && asked is null:
                promises[from] = promise.Accepted;
                if (!me.Quorums.IsPhase1(promises.Keys.ToHashSet())) break;
                asked = promises.Values.OfType<Proposal>().MaxBy(proposal => proposal.Ballot)?.Value ?? wish;
                if (asked is not null) me.Send(me.Quorums.Acceptors, new AcceptBody { Ballot = round, Value = asked });
                break;
            case AcceptedBody vote when vote.Ballot == round && asked is not null:
                votes.Add(from);
                if (!me.Quorums.IsPhase2(votes)) break;
                me.Send(me.Nodes, new DecideBody { Value = asked, Ballot = round });
                break;
            case NackBody { Promised: { } higher }:
                highest = Ballot.Max(highest, higher);
                break;
            case DecideBody decide when Learned is null:
                Save(saved with { Decided = decide.Value!.Bytes.ToArray() });
                Due = null;
                break;
        }
    }

    // Nothing is sent before this has returned.
    private void Save(Saved next)
    {
        saved = next;
        me.Store.Write("state", JsonSerializer.SerializeToUtf8Bytes(saved));
        me.Store.Sync();
    }
}
