using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>What a real node does as a proposer, and what its client hears of it.</summary>
public static class Proposing
{
    private const string Client = "c1";

    /// <summary>A client proposes a value at a node.</summary>
    public static Campaign Propose(this Scene scene, LiveNode node, Value value, string client = Client)
    {
        var (sent, number) = node.Send(n => new ProposeBody { MsgId = n, Value = value }, client);
        return new Campaign(scene, node, value, client, sent, number);
    }
}

/// <summary>A node's attempts to get a client's value chosen.</summary>
public sealed class Campaign(Scene scene, LiveNode node, Value value, string client, TraceEvent proposed, long number)
{
    // Giving a proposal up is a proposer's right (F12). Its client then proposes again, so often.
    private const int Tries = 10;
    private TimeSpan bound = scene.Patience.Reply;
    private long? again;

    /// <summary>The event of the client's request.</summary>
    public TraceEvent Proposed => proposed;

    /// <summary>Gives the node more time than usual for whatever is expected of it from now on.</summary>
    public Campaign Within(TimeSpan time)
    {
        bound = time;
        return this;
    }

    /// <summary>A ballot for which the promises of all these puppets are held back.</summary>
    /// <exception cref="InconclusiveException">There is none within the bound.</exception>
    public async Task<Ballot> GivenHeldPromises(params Puppet[] puppets)
    {
        await Await(proposed.Clock, _ => HeldBy(puppets) is not null);
        return HeldBy(puppets) ?? throw new InconclusiveException($"{node.Id} did not ask {string.Join(" and ", puppets.Select(puppet => puppet.Id))} in one ballot");
    }

    /// <summary>Whether the node asked a puppet for a promise of this ballot.</summary>
    public bool HasAsked(Puppet puppet, Ballot ballot) => Prepares().Any(e => e.Message!.Dest == puppet.Id && ((PrepareBody)e.Message.Body).Ballot == ballot);

    /// <summary>A puppet that the node asked for a promise of this ballot.</summary>
    public Puppet Asked(Ballot ballot) => scene.Puppets.First(puppet => HasAsked(puppet, ballot));

    /// <summary>The highest ballot in which the node asks for promises; above <paramref name="above"/>.</summary>
    /// <exception cref="InconclusiveException">There is none within the bound.</exception>
    public async Task<Ballot> GivenPrepare(Ballot above = default) => await PrepareAbove(above) is null
        ? throw new InconclusiveException($"{node.Id} sent no prepare above {above}")
        : Ballots().Max();

    /// <summary>The next ballot above this one in which the node asks for promises, or null if none comes within the bound.</summary>
    public async Task<Ballot?> PrepareAbove(Ballot ballot)
    {
        var found = await Await(proposed.Clock, e => e.IsSentBy(node.Id) && e.Message!.Body is PrepareBody next && next.Ballot > ballot);
        return (found?.Message!.Body as PrepareBody)?.Ballot;
    }

    /// <summary>The ballots in which the node asked for promises, each once, in order.</summary>
    public IEnumerable<Ballot> Ballots() => Prepares().Select(e => ((PrepareBody)e.Message!.Body).Ballot).Distinct();

    /// <summary>A ballot that the node has left must not come again.</summary>
    public void ExpectIncreasingBallots(string rule)
    {
        TraceEvent? highest = null;
        foreach (var e in Prepares())
        {
            var ballot = ((PrepareBody)e.Message!.Body).Ballot;
            var top = (highest?.Message!.Body as PrepareBody)?.Ballot ?? default;
            if (ballot < top) throw Violated(rule, e, [highest!.Clock, e.Clock], $"prepare above {top}", $"prepare {top} again");
            highest = e;
        }
    }

    /// <summary>The node must not ask for promises below a ballot that it has promised.</summary>
    public void ExpectNoBallotBelow(string rule, Ballot lowest)
    {
        if (Prepares().FirstOrDefault(e => ((PrepareBody)e.Message!.Body).Ballot < lowest) is { } low)
            throw Violated(rule, low, [low.Clock], $"prepare above {lowest}", "no prepare");
    }

    /// <summary>The violation that a ballot of this node was used by another one too.</summary>
    public ViolationException SharedBallot(string rule, Ballot ballot)
    {
        var uses = scene.Trace.Events.Skip((int)proposed.Clock).Where(e => e.Kind == EventKind.Sent && e.Message!.Body is PrepareBody prepare && prepare.Ballot == ballot).ToList();
        return Violated(rule, uses[^1], uses.DistinctBy(e => e.Node).Select(e => e.Clock).ToList(), "ballots of its own");
    }

    /// <summary>The first request for votes that the node sends after a time, in any ballot above <paramref name="above"/>.</summary>
    /// <exception cref="InconclusiveException">There is none within the bound.</exception>
    public async Task<(TraceEvent Event, AcceptBody Body)> GivenAccept(long after = 0, Ballot above = default)
    {
        var found = await Await(Math.Max(after, proposed.Clock), e => IsAccept(e, above));
        if (found is not null) return (found, (AcceptBody)found.Message!.Body);
        await node.MustAnswerEcho();
        throw new InconclusiveException($"{node.Id} sent no accept, though a quorum has promised");
    }

    /// <summary>The node must put this value to the vote.</summary>
    /// <exception cref="InconclusiveException">It puts nothing to the vote.</exception>
    public async Task ExpectAccept(string rule, params Value[] legal)
    {
        var (sent, accept) = await GivenAccept();
        if (legal.Contains(accept.Value)) return;
        throw Violated(rule, sent, [.. PromisesFor(accept.Ballot), sent.Clock], legal.Select(v => $"accept {accept.Ballot} {v}").ToArray());
    }

    /// <summary>While time passes for some retries, the node must not put anything to the vote.</summary>
    /// <param name="rule">The rule that forbids it.</param>
    /// <param name="after">From when on.</param>
    /// <param name="ballot">In which ballot; null: in any.</param>
    public async Task ExpectNoAccept(string rule, long after = 0, Ballot? ballot = null)
    {
        var found = await WhileRetrying(after, e => IsAccept(e, default) && (ballot is null || ((AcceptBody)e.Message!.Body).Ballot == ballot));
        if (found is not null) throw Violated(rule, found, [.. PromisesFor(((AcceptBody)found.Message!.Body).Ballot), found.Clock], "no accept: a quorum of promises is not there");
    }

    /// <summary>While time passes for some retries, the node must not claim a decision: neither to the client nor to the others.</summary>
    public async Task ExpectNoDecision(string rule, long after = 0)
    {
        var found = await WhileRetrying(after, IsDecision);
        if (found is not null) throw Violated(rule, found, [.. VotesBefore(found), found.Clock], "no decide and no propose_ok: a quorum of votes is not there");
    }

    /// <summary>The decision, as the node tells it to the client or to the others.</summary>
    /// <returns>The event, or null if there is none within the bound.</returns>
    public async Task<TraceEvent?> Decision(long after = 0)
    {
        var found = await Await(Math.Max(after, proposed.Clock), IsDecision);
        if (found is null) await node.MustAnswerEcho();
        return found;
    }

    /// <inheritdoc cref="Decision"/>
    /// <exception cref="InconclusiveException">There is none within the bound.</exception>
    public async Task<TraceEvent> GivenDecision(long after = 0) => await Decision(after) ?? throw new InconclusiveException($"{node.Id} told no decision");

    /// <summary>The first answer to the client.</summary>
    /// <returns>The event, or null if there is none within the bound.</returns>
    public async Task<TraceEvent?> Answer()
    {
        var found = await scene.Time.Until(proposed.Clock, e => node.IsAnswer(e, client, number), scene.Patience.Reply);
        if (found is null) await node.MustAnswerEcho();
        return found;
    }

    /// <summary>The client must hear within the bound that one of these values is decided.</summary>
    /// <param name="rule">The rule that demands progress.</param>
    /// <param name="legal">The values that may be decided; none: the client's own.</param>
    /// <returns>Which of them.</returns>
    public async Task<Value> ExpectDecided(string rule, params Value[] legal)
    {
        if (legal.Length == 0) legal = [value];
        var answer = await LastWord();
        if (answer?.Message!.Body is ProposeOkBody ok && legal.Contains(ok.Value)) return ok.Value!;
        throw new ViolationException(new Violation(
            rule,
            legal.Select(v => $"propose_ok {v} within {bound.TotalSeconds:0.#} s").ToArray(),
            answer is null ? "no answer" : TraceText.Show(answer.Message!.Body),
            answer is null ? [proposed.Clock] : [proposed.Clock, answer.Clock]));
    }

    /// <summary>The decision that the client hears of within the bound, or null.</summary>
    public async Task<Value?> Outcome() => ((await Settled())?.Message!.Body as ProposeOkBody)?.Value;

    /// <summary>The client must not hear that another value is decided.</summary>
    /// <param name="rule">The rule that forbids it.</param>
    /// <param name="legal">The values that may be decided.</param>
    /// <exception cref="InconclusiveException">It hears of no decision within the bound.</exception>
    public async Task ExpectNoOther(string rule, params Value[] legal)
    {
        if (await LastWord() is not { Message.Body: ProposeOkBody ok } answer) throw new InconclusiveException($"{node.Id} told its client no decision");
        if (!legal.Contains(ok.Value)) throw Violated(rule, answer, [proposed.Clock, answer.Clock], [.. legal.Select(v => $"propose_ok {v}"), "no answer", "an error"]);
    }

    /// <summary>The node must in time ask for promises above the ballot that refused it.</summary>
    public async Task ExpectPasses(string rule, TraceEvent refusal)
    {
        var promised = ((NackBody)refusal.Message!.Body).Promised!.Value;
        if (await Await(refusal.Clock, e => e.IsSentBy(node.Id) && e.Message!.Body is PrepareBody prepare && prepare.Ballot > promised) is not null) return;
        await node.MustAnswerEcho();
        throw new ViolationException(new Violation(
            rule, [$"a prepare above {promised} within {scene.Patience.Reply.TotalSeconds:0.#} s"], "no such prepare", [refusal.Clock]));
    }

    /// <summary>A violation of this campaign.</summary>
    public static ViolationException Violated(string rule, TraceEvent actual, IReadOnlyList<long> proof, params string[] expected) =>
        new(new Violation(rule, expected, TraceText.Show(actual.Message!.Body), proof));

    // The first event that matches, or null if none comes within the bound; meanwhile the client does not take "perhaps" for an answer.
    private async Task<TraceEvent?> Await(long after, Func<TraceEvent, bool> matches)
    {
        for (var tries = 1; ; tries++)
        {
            var found = await scene.Time.Until(after, e => matches(e) || HasGivenUp(e), bound);
            if (found is null || matches(found)) return found;
            if (tries == Tries) return null;
            await scene.Time.Pass(scene.Patience.Retry);
            (_, again) = node.Send(n => new ProposeBody { MsgId = n, Value = value }, client);
        }
    }

    // What the client hears in the end, or null if that is nothing within the bound.
    private async Task<TraceEvent?> LastWord()
    {
        var answer = await Settled() ?? LastAnswer();
        if (answer is null) await node.MustAnswerEcho();
        return answer;
    }

    // The first answer that is no "perhaps", or null if none comes within the bound.
    private Task<TraceEvent?> Settled() => Await(proposed.Clock, e => node.IsAnswer(e, client, again ?? number) && !HasGivenUp(e));

    private TraceEvent? LastAnswer() => scene.Trace.Events.Skip((int)proposed.Clock).LastOrDefault(e => node.IsAnswer(e, client, again ?? number));

    private bool HasGivenUp(TraceEvent e) =>
        node.IsAnswer(e, client, again ?? number) && e.Message!.Body is ErrorBody { Code: not (ErrorCode.NotSupported or ErrorCode.Malformed) };

    // Some retries, in which an impatient proposer would have lost its patience.
    private async Task<TraceEvent?> WhileRetrying(long after, Func<TraceEvent, bool> matches)
    {
        var from = Math.Max(after, proposed.Clock);
        var found = await node.Reaction(from, matches);
        return found ?? await scene.Time.Until(from, matches, scene.Patience.Retry * 5);
    }

    private Ballot? HeldBy(Puppet[] puppets) => scene.Trace.Events.Skip((int)proposed.Clock)
        .Where(e => e.Kind == EventKind.Held && e.Message!.Body is PromiseBody)
        .GroupBy(e => ((PromiseBody)e.Message!.Body).Ballot, e => e.Message!.Src)
        .Where(held => puppets.All(puppet => held.Contains(puppet.Id)))
        .Select(held => (Ballot?)held.Key)
        .LastOrDefault();

    private IEnumerable<TraceEvent> Prepares() => scene.Trace.Events.Skip((int)proposed.Clock).Where(e => e.IsSentBy(node.Id) && e.Message!.Body is PrepareBody);

    private bool IsAccept(TraceEvent e, Ballot above) => e.IsSentBy(node.Id) && e.Message!.Body is AcceptBody accept && accept.Ballot > above;

    /// <summary>Whether the node claims a decision, to the client or to the others.</summary>
    public bool IsDecision(TraceEvent e) => e.IsSentBy(node.Id) && e.Message!.Body is DecideBody or ProposeOkBody;

    private IEnumerable<long> PromisesFor(Ballot ballot) => scene.Trace.Events
        .Where(e => e.Kind == EventKind.Delivered && e.Node == node.Id && e.Message!.Body is PromiseBody promise && promise.Ballot == ballot)
        .Select(e => e.Clock);

    private IEnumerable<long> VotesBefore(TraceEvent end) => scene.Trace.Events
        .Where(e => e.Clock < end.Clock && e.Kind == EventKind.Delivered && e.Node == node.Id && e.Message!.Body is AcceptedBody)
        .Select(e => e.Clock);
}
