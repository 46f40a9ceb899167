using PaxosConformance.Wire;

namespace Paxos.Node;

/// <content>When the node runs rounds: for its clients, and to catch up.</content>
internal sealed partial class Participant
{
    private void OnPropose(Envelope propose)
    {
        // P-PRO-19, P-PRO-15: whoever asks is told the decision, also where it is another's value.
        if (learner.Decided is { } decided)
        {
            turn.Answer(propose, decided);
            return;
        }

        clients.Add(propose);
        if (!campaign.IsOn) StartRound();
    }

    private void OnLearned(Envelope learned)
    {
        turn.AnswerLearned(learned, learner.Decided);
        if (learner.Decided is null && !campaign.IsOn) catchUp.Want(clock.Now);
    }

    /// <summary>A node that has accepted something has reason to believe that it misses a decision (P-LRN-09).</summary>
    private void WatchForTheDecision()
    {
        if (learner.Decided is null && acceptor.State.Accepted is not null && !campaign.IsOn) catchUp.Want(clock.Now);
    }

    private void OnDue()
    {
        if (campaign.IsOn)
        {
            Try(() => campaign.OnDue(clock.Now, acceptor.State.Promised, clients.AreWaiting));
            return;
        }

        catchUp.Ask();
        StartRound();
    }

    private void StartRound() => Try(() => campaign.Start(clock.Now, acceptor.State.Promised));

    private void Try(Func<Appeal?> next)
    {
        try
        {
            if (next() is { } appeal) Send(appeal);
        }
        catch (InvalidOperationException e)
        {
            OnNoBallotLeft(e.Message);
        }
    }

    private void Send(Appeal appeal)
    {
        switch (appeal.Request)
        {
            case Prepare prepare:
                // P-BAL-04: the own acceptor promises the ballot and remembers it durably before anybody hears of it, also where its vote
                // does not count. So no ballot is used again after a restart.
                if (prepare.Ballot > acceptor.State.Promised) Vote(config.Id, acceptor.OnPrepare(prepare));
                Send(prepare, appeal.To);
                break;
            case Accept accept:
                Send(accept, appeal.To);
                break;
        }
    }

    // P-BAL-07: the counter never wraps. P-PRO-16: only a value that this node never put to the vote has definitely failed.
    private void OnNoBallotLeft(string reason)
    {
        campaign.Stop();
        log(reason);
        foreach (var client in clients.Leave())
        {
            if (clients.MayWin(client)) turn.Error(client, ErrorCode.Timeout, $"the outcome is unknown: {reason}");
            else turn.Error(client, ErrorCode.Unavailable, $"the value was not put to the vote: {reason}");
        }
    }
}
