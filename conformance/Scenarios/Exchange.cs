using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>A puppet's request to a real node, to be sent once it is said what is expected of it.</summary>
public sealed class Exchange(Scene scene, Puppet puppet, LiveNode node, Body request, Ballot ballot)
{
    /// <summary>What the promise reported; null for "nothing accepted".</summary>
    public Proposal? Reported { get; private set; }

    private string Vote => request is PrepareBody ? "promise" : "accepted";

    /// <summary>Sets the scene: without a vote there is nothing to judge.</summary>
    /// <exception cref="InconclusiveException">No vote came.</exception>
    public async Task<Outcome> Given()
    {
        var outcome = await Insist();
        if (outcome.Kind == OutcomeKind.Vote) return outcome;
        if (outcome.Kind == OutcomeKind.Silence) await node.MustAnswerEcho();
        throw new InconclusiveException($"this needs a vote of {node.Id} for {TraceText.Show(request)}, and what came was: {outcome}");
    }

    /// <summary>Sets the scene with an accept that was not prepared: a node that takes none such (F3) has nothing to be judged here.</summary>
    /// <exception cref="NotApplicableException">No vote came.</exception>
    public async Task<Outcome> GivenUnlessExactPromise()
    {
        var outcome = await puppet.Request(node, request, needed: true);
        if (outcome.Kind == OutcomeKind.Vote) return outcome;
        throw new NotApplicableException($"{node.Id} accepts nothing above its promise (F3): {TraceText.Show(request)} came to {outcome}");
    }

    /// <summary>Sends the request for its effect; whatever is answered is right here.</summary>
    public async Task<Outcome> Anyhow() => await puppet.Request(node, request);

    /// <summary>A vote would break <paramref name="rule"/>; refusing, keeping silent and telling the decision are all right.</summary>
    public async Task<Outcome> ExpectNoVote(string rule)
    {
        var outcome = await puppet.Request(node, request);
        if (outcome.Kind != OutcomeKind.Vote) return outcome;
        throw Violated(rule, outcome,
            "silence",
            $"nack {ballot}, with or without the ballot in its way",
            $"a message shaped like {Vote}, with a ballot above {ballot}",
            "decide, if a value was decided");
    }

    /// <summary>The promise must report one of these; null stands for "nothing accepted".</summary>
    /// <exception cref="InconclusiveException">There was no promise, hence no report.</exception>
    public async Task ExpectReport(string rule, params Proposal?[] legal)
    {
        var outcome = await Given();
        Reported = ((PromiseBody)outcome.Body!).Accepted;
        if (legal.Contains(Reported)) return;
        throw Violated(rule, outcome, [.. Promises(legal)]);
    }

    /// <summary>A node that has decided may promise, reporting the decided value, or tell the decision, or keep silent (F7).</summary>
    /// <param name="value">The decided value.</param>
    /// <param name="reported">The rule that another report breaks.</param>
    /// <param name="told">The rule that another decision breaks.</param>
    public async Task ExpectDecisionIfAnything(Value value, string reported, string told)
    {
        var outcome = await Anyhow();
        if (outcome.Body is PromiseBody promise && promise.Accepted?.Value != value)
            throw Violated(reported, outcome, $"promise {ballot} reporting {value}", $"decide {value}", "silence");
        if (outcome.Body is DecideBody decide && decide.Value != value) throw Violated(told, outcome, $"decide {value}");
    }

    /// <summary>A re-sent request: silence and refusal are right, and so is a vote, if it is a promise with one of these reports.</summary>
    public async Task ExpectSameOrNothing(string rule, params Proposal?[] legal)
    {
        var outcome = await puppet.Request(node, request);
        if (outcome.Body is not PromiseBody promise || outcome.Kind != OutcomeKind.Vote || legal.Contains(promise.Accepted)) return;
        throw Violated(rule, outcome, ["silence", $"nack {ballot}", .. Promises(legal)]);
    }

    /// <summary>A vote must come within the bound; the request is sent again meanwhile, since messages may be lost.</summary>
    public async Task<Outcome> ExpectVote(string rule)
    {
        var outcome = await Insist();
        if (outcome.Kind == OutcomeKind.Vote) return outcome;
        await node.MustAnswerEcho();
        throw Violated(rule, outcome, $"{Vote} {ballot} within {scene.Patience.Reply.TotalSeconds:0.#} s");
    }

    private IEnumerable<string> Promises(IEnumerable<Proposal?> reports) =>
        reports.Select(report => TraceText.Show(new PromiseBody { Ballot = ballot, Accepted = report }));

    // Messages may be lost, and leases may be out for a while (F20).
    private async Task<Outcome> Insist()
    {
        var outcome = await puppet.Request(node, request, needed: true);
        for (var passed = TimeSpan.Zero; outcome.Kind != OutcomeKind.Vote && passed < scene.Patience.Reply; passed += scene.Patience.Reply / 4)
        {
            await scene.Time.Pass(scene.Patience.Reply / 4);
            outcome = await puppet.Request(node, request);
        }

        return outcome;
    }

    /// <summary>The violation that a request led to the wrong outcome.</summary>
    internal static ViolationException Violated(string rule, Outcome outcome, params string[] expected)
    {
        long[] proof = outcome.Reply is null ? [outcome.Request.Clock] : [outcome.Request.Clock, outcome.Reply.Clock];
        return new ViolationException(new Violation(rule, expected, outcome.ToString(), proof));
    }
}
