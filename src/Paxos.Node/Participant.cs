using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>
/// A node that takes part: acceptor, proposer and learner over one log. It handles a batch without effects, then commits it in a turn:
/// first the log, then the messages. Not thread-safe.
/// </summary>
internal sealed partial class Participant : IDisposable
{
    /// <summary>The longest step that time takes: an hour.</summary>
    private const long LongestTick = 3_600_000;

    private readonly Configuration config;
    private readonly StableStorage<StableState> storage;
    private readonly Clock clock;
    private readonly Action<string> log;
    private readonly Acceptor acceptor;
    private readonly Learner learner;
    private readonly Campaign campaign;
    private readonly CatchUp catchUp;
    private readonly Clients clients = new();
    private Turn turn = new();

    public Participant(Configuration config, StableStorage<StableState> storage, Clock clock, Pace pace, Action<string> log)
    {
        this.config = config;
        this.storage = storage;
        this.clock = clock;
        this.log = log;

        // P-DUR-07: the log is recovered before there is anybody who could vote.
        var recovered = storage.Recovered.Value;
        acceptor = new Acceptor(recovered.Acceptor);
        learner = new Learner(config.Quorums, recovered.Decided);
        campaign = new Campaign(config.Id, config.Quorums, pace);
        catchUp = new CatchUp(pace);
        WatchForTheDecision();
    }

    /// <summary>The node's id.</summary>
    public string Id => config.Id;

    /// <summary>How long the node waits for nothing but time; null: for ever.</summary>
    public TimeSpan? Due => clock.IsLogical || NextDue is not { } due ? null : due > clock.Now ? due - clock.Now : TimeSpan.Zero;

    // While a campaign is on, it is the way to the decision.
    private TimeSpan? NextDue => campaign.Due ?? catchUp.Due;

    private StableState State => new(acceptor.State, learner.Decided);

    public void Handle(IReadOnlyList<Envelope> batch, Post post)
    {
        foreach (var message in batch)
        {
            if (message.Body is TickBody { Slot: null } tick) OnTick(message, tick.Ms, post);
            else Take(message);
        }

        if (!clock.IsLogical && NextDue <= clock.Now) OnDue();
        WatchForTheDecision();
        Commit(post);
    }

    public void Dispose() => storage.Dispose();

    private void Take(Envelope message)
    {
        switch (message.Body)
        {
            case ErrorBody or InitOkBody or EchoOkBody or ResetOkBody or TickOkBody or ProposeOkBody or LearnedOkBody:
                log($"ignored: {message.Body.Type} from '{message.Src}', which this node did not ask for");
                break;
            case { Slot: { } slot }:
                turn.Error(message, ErrorCode.NotSupported, $"/body/slot: {slot} means nothing here: this node decides one value, without slots");
                break;
            case ProposeBody:
                OnPropose(message);
                break;
            case LearnedBody:
                OnLearned(message);
                break;
            case IPeerBody body:
                OnPeer(message.Src, body);
                break;
            default:
                turn.Error(message, ErrorCode.NotSupported, $"/body/type: this node does not know '{message.Body.Type}'");
                break;
        }
    }

    private void OnPeer(string from, IPeerBody body)
    {
        // P-PRO-07, P-QRM-04, P-NET-06: strangers have no say. The node's own words never travel, so a copy of them is a stranger's too.
        if (!config.IsPeer(from))
        {
            log($"ignored: a message from '{from}', which is none of the other nodes");
            return;
        }

        catchUp.Heard(clock.Now);
        if (body is AcceptedBody { Value: { } value } vote) OnVote(from, new Proposal(vote.Ballot, value));
        On(from, Translation.ToMessage(body, campaign.Ballot));
    }

    /// <summary>Lets the turn take effect, and the turns that its messages to this very node lead to.</summary>
    private void Commit(Post post)
    {
        EndTurn(post);
        while (post.TryTake(out var message))
        {
            OnOwn(message);
            EndTurn(post);
        }
    }

    private void EndTurn(Post post)
    {
        var ended = turn;
        turn = new Turn();
        ended.Commit(storage, post);
    }

    /// <summary>Moves logical time, from one thing that is due to the next.</summary>
    private void OnTick(Envelope message, long milliseconds, Post post)
    {
        if (milliseconds > LongestTick)
        {
            turn.Error(message, ErrorCode.Malformed, $"/body/ms: {milliseconds} is too long a step: at most {LongestTick}, an hour");
            return;
        }

        clock.BecomeLogical();
        WatchForTheDecision();
        Commit(post);
        var end = clock.Now + TimeSpan.FromMilliseconds(milliseconds);
        while (NextDue <= end)
        {
            if (NextDue > clock.Now) clock.MoveTo(NextDue.Value);
            OnDue();
            WatchForTheDecision();
            Commit(post);
        }

        clock.MoveTo(end);
        turn.AnswerTick(message);
    }
}
