using PaxosConformance.Annotations;

namespace Paxos.Node;

/// <content>What the node does at each message of the protocol, be it from a peer or from itself.</content>
internal sealed partial class Participant
{
    /// <summary>Takes what the node says to itself: its own vote counts like any other (P-PRO-12, P-NET-07).</summary>
    /// <remarks>So it is a reply, to this very node, and must be durable by now (P-DUR-06).</remarks>
    [Replies]
    private void OnOwn(Message message) => On(config.Id, message);

    private void On(string from, Message message)
    {
        switch (message)
        {
            case Prepare prepare:
                OnRequest(from, acceptor => acceptor.OnPrepare(prepare));
                break;
            case Accept accept:
                OnRequest(from, acceptor => acceptor.OnAccept(accept));
                break;
            case Promise promise:
                OnPromise(from, promise);
                break;
            case Accepted accepted:
                OnAccepted(from, accepted);
                break;
            case Nack nack:
                campaign.OnNack(clock.Now, nack, clients.AreWaiting);
                break;
            case Decide decide:
                Learn(from, decide.Value);
                break;
        }
    }

    private void OnRequest(string from, Func<Acceptor, Answer> ask)
    {
        // P-QRM-04: a node that is no acceptor gives nobody a vote.
        if (config.IsAcceptor) Vote(from, ask(acceptor));

        // P-ACC-17: knowing the decision changes no duty of the acceptor; it is told besides, for who asks does not know it (P-LRN-09).
        if (learner.Decided is { } decided) turn.Send(from, new Decide(decided));
    }

    private void Vote(string to, Answer answer)
    {
        switch (answer)
        {
            case VoteWhenDurable vote:
                turn.Send(to, vote, State);
                break;
            case Refusal refusal:
                turn.Send(to, refusal.Nack);
                break;
        }
    }

    private void OnPromise(string from, Promise promise)
    {
        if (campaign.OnPromise(clock.Now, from, promise, clients.Wish) is not { } accept) return;
        clients.OnPutToTheVote(accept.Value);

        // P-PRO-12: the own acceptor is asked like the others, and refuses where it has promised a higher ballot meanwhile.
        if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));
        Send(accept, config.Quorums.Acceptors);
    }

    private void OnAccepted(string from, Accepted accepted)
    {
        if (campaign.OnAccepted(from, accepted) is not { } decide) return;
        Learn(config.Id, decide.Value);

        // S3, phase 3: everybody is told. Who misses it asks (P-LRN-09).
        foreach (var id in config.Nodes)
        {
            if (id != config.Id) turn.Send(id, decide);
        }
    }

    // Where acceptors tell their votes to learners, a node learns without being told the decision.
    private void OnVote(string from, Proposal proposal)
    {
        if (learner.OnVote(from, proposal)) Learn(from, proposal.Value);
    }

    private void Learn(string from, Value value)
    {
        switch (learner.OnDecide(value))
        {
            case Learnt.New:
                // P-LRN-08, P-DUR-14: what is shown to anybody stays shown after a loss of power.
                turn.Remember(State);
                campaign.Stop();
                catchUp.Stop();
                foreach (var client in clients.Leave()) turn.Answer(client, value);
                break;
            case Learnt.Contradiction:
                log($"ALARM: '{from}' says that {value} is decided, but this node knows the decision {learner.Decided} and keeps it "
                    + "(P-LRN-07): some node breaks the protocol");
                break;
        }
    }

    private void Send(Prepare prepare, IReadOnlyList<string> to)
    {
        foreach (var id in to)
        {
            if (id != config.Id) turn.Send(id, prepare);
        }
    }

    private void Send(Accept accept, IReadOnlyList<string> to)
    {
        foreach (var id in to)
        {
            if (id != config.Id) turn.Send(id, accept);
        }
    }
}
