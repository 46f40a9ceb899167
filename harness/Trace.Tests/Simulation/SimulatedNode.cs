using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Tests.Simulation;

/// <summary>A node that handles one message at a time; what it says leaves some time later. Correct, but for its fault.</summary>
internal sealed class SimulatedNode(string id, QuorumSystem quorums, Freedoms freedoms, Fault fault, Random random)
{
    private readonly Dictionary<Ballot, Promise> firstPromises = [];
    private readonly HashSet<(Ballot, Value)> cast = [];
    private Acceptor acceptor = new(AcceptorState.Initial);
    private Learner learner = new(quorums, null);
    private AttemptOf? attempt;
    private long highestCounter;
    private readonly List<(string Client, Value Wish)> waiting = [];
    private readonly Dictionary<(Ballot, Value), HashSet<string>> heardVotes = [];

    public string Id => id;

    /// <summary>What waits to be handled.</summary>
    public List<Envelope> Inbox { get; } = [];

    /// <summary>What waits to leave.</summary>
    public List<Envelope> Outbox { get; } = [];

    /// <summary>The process dies and comes again with what was on the disk.</summary>
    public void Crash()
    {
        Inbox.Clear();
        Outbox.Clear();
        waiting.Clear();
        heardVotes.Clear();
        firstPromises.Clear();
        attempt = null;
        highestCounter = 0;
        var state = acceptor.State;
        if (fault == Fault.ForgetsThePromise) state = state with { Promised = state.Accepted?.Ballot ?? default };
        if (fault == Fault.ForgetsThePair) state = state with { Accepted = null };
        acceptor = new Acceptor(state);
        learner = new Learner(quorums, freedoms.ForgetsDecision ? null : learner.Decided);
    }

    /// <summary>Time passes: asks again, or starts a new attempt if somebody waits.</summary>
    public void Tick()
    {
        if (waiting.Count == 0 || learner.Decided is not null) return;
        if (attempt is { } running && random.Next(2) == 0)
        {
            ToOthers(running.Value is { } value ? new AcceptBody { Ballot = running.Ballot, Value = value } : new PrepareBody { Ballot = running.Ballot });
            return;
        }

        // P-BAL-04: the own acceptor remembers every ballot that was tried.
        var last = fault == Fault.RestartsItsCounter ? 0 : acceptor.State.Promised.N;
        highestCounter = Math.Max(highestCounter, last) + 1 + random.Next(2);
        var ballot = new Ballot(highestCounter, id);
        attempt = new AttemptOf(ballot);
        ToOthers(new PrepareBody { Ballot = ballot });
        if (acceptor.OnPrepare(new Prepare(ballot)) is PromiseWhenDurable own) Promised(id, new Promise(ballot, own.State.Accepted));
    }

    public void Handle(Envelope message)
    {
        switch (message.Body)
        {
            case ProposeBody b when learner.Decided is { } decided:
                Say(message.Src, new ProposeOkBody { Value = fault == Fault.AnswersItsWish ? b.Value : decided });
                break;
            case ProposeBody b:
                waiting.Add((message.Src, b.Value!));
                break;
            case LearnedBody:
                Say(message.Src, new LearnedOkBody { Value = learner.Decided });
                break;
            case PrepareBody b:
                Prepare(message.Src, b.Ballot);
                break;
            case AcceptBody b:
                Accept(message.Src, b.Ballot, b.Value!);
                break;
            case PromiseBody b:
                if (b.Ballot == attempt?.Ballot || fault == Fault.CountsOtherBallots) Promised(message.Src, new Promise(b.Ballot, b.Accepted));
                break;
            case AcceptedBody b:
                if (b.Ballot == attempt?.Ballot) Voted(message.Src, b.Ballot);
                else if (b.Value is { } told && !b.Ballot.IsNone) Heard(message.Src, b.Ballot, told);
                break;
            case NackBody b:
                if (b.Promised is { } higher) highestCounter = Math.Max(highestCounter, higher.N);
                if (fault == Fault.CountsRefusals && b.Ballot == attempt?.Ballot) Promised(message.Src, new Promise(b.Ballot, null));
                break;
            case DecideBody b:
                Learn(b.Value!);
                break;
        }
    }

    private void Prepare(string from, Ballot ballot)
    {
        var before = acceptor.State;
        if (freedoms.AnswersDecided && learner.Decided is { } decided)
        {
            Say(from, new DecideBody { Value = decided });
            return;
        }

        if (ballot == before.Promised && firstPromises.TryGetValue(ballot, out var first) && freedoms.EqualPrepare != Repeated.Current)
        {
            if (freedoms.EqualPrepare == Repeated.Original) Say(from, new PromiseBody { Ballot = ballot, Accepted = first.Accepted });
            return;
        }

        var isStale = ballot < before.Promised;
        if (isStale && (fault == Fault.PromisesBelowPromise || (fault == Fault.IgnoresIds && ballot.N == before.Promised.N)))
        {
            Say(from, new PromiseBody { Ballot = ballot, Accepted = Below(before.Accepted, ballot) });
            return;
        }

        if (acceptor.OnPrepare(new Prepare(ballot)) is not PromiseWhenDurable vote)
        {
            Refuse(from, ballot, shaped: new PromiseBody { Ballot = before.Promised, Accepted = before.Accepted });
            return;
        }

        var report = vote.State.Accepted;
        if (freedoms.ReportsDecided && learner.Decided is { } known && random.Next(2) == 0) report = new Proposal(new Ballot(random.Next(1, 9), "n2"), known);
        if (fault == Fault.NeverReports) report = null;
        if (fault == Fault.PrepareClearsThePair && ballot > before.Promised) acceptor = new Acceptor(acceptor.State with { Accepted = null });
        if (fault == Fault.ReportsThePromisedBallot && report is not null && before.Promised.N > 0) report = report with { Ballot = before.Promised };
        var told = fault == Fault.AnswersWithAnotherBallot && ballot.N > 1 ? new Ballot(ballot.N - 1, ballot.Id!) : ballot;
        firstPromises.TryAdd(ballot, new Promise(ballot, report));
        Say(from, new PromiseBody { Ballot = told, Accepted = report });
    }

    private void Accept(string from, Ballot ballot, Value value)
    {
        var before = acceptor.State;
        if (freedoms.AnswersDecided && learner.Decided is { } decided)
        {
            Say(from, new DecideBody { Value = decided });
            return;
        }

        if (cast.Contains((ballot, value)) && freedoms.DropsRepeatedAccepts) return;
        if (cast.Contains((ballot, value)) && ballot < before.Promised && freedoms.Reacknowledges)
        {
            Acknowledge(from, ballot, value);
            return;
        }

        if (freedoms.ExactPromise && ballot > before.Promised) return;
        if (fault is Fault.AcceptsBelowPromise && ballot < before.Promised)
        {
            if (before.Accepted is null || before.Accepted.Ballot < ballot) acceptor = new Acceptor(before with { Accepted = new Proposal(ballot, value) });
            Acknowledge(from, ballot, value);
            return;
        }

        if (fault == Fault.AcceptingDoesNotRaise && ballot >= before.Promised)
        {
            acceptor = new Acceptor(before with { Accepted = new Proposal(ballot, value) });
            Acknowledge(from, ballot, value);
            return;
        }

        if (acceptor.OnAccept(new Accept(ballot, value)) is not AcceptedWhenDurable)
        {
            Refuse(from, ballot, shaped: new AcceptedBody { Ballot = before.Promised });
            return;
        }

        cast.Add((ballot, value));
        Acknowledge(from, ballot, value);
    }

    private void Acknowledge(string to, Ballot ballot, Value value)
    {
        var body = new AcceptedBody { Ballot = ballot, Value = freedoms.TellsValue || freedoms.Broadcasts ? value : null };
        Say(to, body);
        if (!freedoms.Broadcasts) return;
        foreach (var other in quorums.Acceptors)
        {
            if (other != id && other != to) Say(other, body);
        }

        Heard(id, ballot, value);
    }

    private void Refuse(string to, Ballot ballot, Body shaped)
    {
        switch (freedoms.Refusal)
        {
            case Refusal.Nack:
                Say(to, new NackBody { Ballot = ballot });
                break;
            case Refusal.NackWithBallot:
                Say(to, new NackBody { Ballot = ballot, Promised = acceptor.State.Promised });
                break;
            // To the proposer of the very ballot that is in the way it would be taken for a vote.
            case Refusal.Shaped when acceptor.State.Promised.Id != to:
                Say(to, shaped);
                break;
        }
    }

    private void Promised(string from, Promise promise)
    {
        if (attempt is not { } running || running.Value is not null) return;
        if (fault == Fault.CountsRepetitions) from = $"{from}#{running.Promises.Count}";
        running.Promises[from] = promise;
        if (fault is Fault.CountsRepetitions ? running.Promises.Count <= quorums.Acceptors.Count / 2 : !IsEnough(running.Promises.Keys)) return;

        // F9: the one whose promise came last may stand in the set or not; any quorum will do.
        var used = running.Promises.Where(told => !freedoms.ChoosesPromises || random.Next(3) > 0).ToDictionary();
        if (!IsEnough(used.Keys)) used = running.Promises;
        var highest = used.Values.Select(told => told.Accepted).OfType<Proposal>().MaxBy(accepted => accepted.Ballot);
        var value = highest?.Value ?? (waiting.Count > 0 ? waiting[random.Next(waiting.Count)].Wish : null);
        if (fault == Fault.KeepsItsWish && waiting.Count > 0) value = waiting[0].Wish;
        if (fault == Fault.Invents && highest is null) value = "invented";
        if (value is null)
        {
            attempt = null;
            return;
        }

        running.Value = value;
        var body = new AcceptBody { Ballot = running.Ballot, Value = value };
        ToOthers(body);
        if (fault == Fault.ChangesItsMind) ToOthers(body with { Value = "x0" });
        if (fault == Fault.DecidesAtOnce) ToOthers(new DecideBody { Value = value, Ballot = running.Ballot });
        if (acceptor.OnAccept(new Accept(running.Ballot, value)) is not AcceptedWhenDurable) return;
        cast.Add((running.Ballot, value));
        Voted(id, running.Ballot);
    }

    private bool IsEnough(IEnumerable<string> promisers) =>
        fault == Fault.NeedsNoQuorum || quorums.IsPhase1(promisers.ToHashSet());

    private void Voted(string from, Ballot ballot)
    {
        if (attempt?.Value is not { } value || ballot != attempt.Ballot) return;
        attempt.Votes.Add(from);
        if (!quorums.IsPhase2(attempt.Votes)) return;
        if (!freedoms.Broadcasts) ToOthers(new DecideBody { Value = value, Ballot = ballot });
        Learn(value);
    }

    private void Heard(string from, Ballot ballot, Value value)
    {
        if (!heardVotes.TryGetValue((ballot, value), out var votes)) heardVotes.Add((ballot, value), votes = []);
        votes.Add(from);
        if (freedoms.Broadcasts && quorums.IsPhase2(votes)) Learn(value);
    }

    private void Learn(Value value)
    {
        if (learner.OnDecide(value) != Learnt.New) return;
        attempt = null;
        foreach (var (client, wish) in waiting) Say(client, new ProposeOkBody { Value = fault == Fault.AnswersItsWish ? wish : value });
        waiting.Clear();
    }

    private static Proposal? Below(Proposal? accepted, Ballot ballot) => accepted?.Ballot <= ballot ? accepted : null;

    private void ToOthers(Body body)
    {
        foreach (var other in quorums.Acceptors)
        {
            if (other != id && !(freedoms.PreparesFew && body is PrepareBody && random.Next(2) == 0)) Say(other, body);
        }
    }

    private void Say(string to, Body body) => Outbox.Add(new Envelope(id, to, body));

    private sealed class AttemptOf(Ballot ballot)
    {
        public Ballot Ballot { get; } = ballot;

        public Dictionary<string, Promise> Promises { get; } = [];

        public HashSet<string> Votes { get; } = [];

        public Value? Value { get; set; }
    }
}
