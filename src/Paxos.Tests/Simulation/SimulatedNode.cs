namespace Paxos.Tests.Simulation;

/// <summary>A node put together from the protocol's parts, with a storage that survives its crashes.</summary>
internal sealed class SimulatedNode(
    string id,
    QuorumSystem quorums,
    Func<AcceptorState, IVoter> makeVoter,
    StableStorage<StableState> storage,
    Network network,
    Judge judge,
    Func<bool> crashesNow)
{
    private readonly Value wish = $"wish of {id}";
    private IVoter voter = makeVoter(AcceptorState.Initial);
    private Proposer proposer = new(id, quorums);
    private Learner learner = new(quorums, null);

    /// <summary>Starts a round. Nobody hears of its ballot before the node's own promise of it is durable (P-BAL-04).</summary>
    public void Propose()
    {
        judge.Wished(wish);
        var prepare = proposer.Start(voter.State.Promised);
        if (!TryAnswer(id, voter.OnPrepare(prepare))) return;
        judge.Started(prepare.Ballot);
        foreach (var other in quorums.Acceptors.Where(acceptor => acceptor != id)) network.Send(id, other, prepare);
    }

    public void Retransmit()
    {
        if (proposer.Request is not { } request) return;
        foreach (var acceptor in proposer.Silent) network.Send(id, acceptor, request);
    }

    public void Handle(string from, Message message)
    {
        switch (message)
        {
            case Prepare prepare:
                TryAnswer(from, voter.OnPrepare(prepare));
                break;
            case Accept accept:
                TryAnswer(from, voter.OnAccept(accept));
                break;
            case Promise promise when proposer.OnPromise(from, promise, wish) is { } accept:
                judge.PutToTheVote(accept);
                Broadcast(accept);
                break;
            case Accepted accepted when proposer.OnAccepted(from, accepted) is { } decide:
                Learn(decide);
                Broadcast(decide);
                break;
            case Nack nack:
                proposer.OnNack(nack);
                break;
            case Decide decide:
                Learn(decide);
                break;
        }
    }

    /// <summary>Forgets all but what the storage holds.</summary>
    public void CrashAndRestart()
    {
        var recovered = storage.Recovered.Value;
        voter = makeVoter(recovered.Acceptor);
        proposer = new Proposer(id, quorums);
        learner = new Learner(quorums, recovered.Decided);
    }

    /// <summary>False if the node crashed on the way: before it persisted, or after it and before it answered.</summary>
    private bool TryAnswer(string to, Answer answer)
    {
        switch (answer)
        {
            case Refusal refusal:
                network.Send(id, to, refusal.Nack);
                return true;
            case VoteWhenDurable vote when !Crashed():
                var proof = storage.Persist([new StableState(vote.State, learner.Decided)]).Single();
                if (vote is AcceptedWhenDurable accepted) judge.Voted(id, accepted.State.Accepted!);
                if (Crashed()) return false;
                network.Send(id, to, vote.Cast(proof).Message);
                return true;
            default:
                return false;
        }
    }

    private void Learn(Decide decide)
    {
        judge.Learnt(id, decide.Value, learner.OnDecide(decide.Value));
        storage.Persist([new StableState(voter.State, learner.Decided)]);
    }

    private void Broadcast(Message message)
    {
        foreach (var acceptor in quorums.Acceptors) network.Send(id, acceptor, message);
    }

    private bool Crashed()
    {
        if (!crashesNow()) return false;
        CrashAndRestart();
        return true;
    }
}
