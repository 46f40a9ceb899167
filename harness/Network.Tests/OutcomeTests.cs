using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

/// <summary>Reply normalisation: what counts as a vote, a refusal, silence or the decision.</summary>
public class OutcomeTests
{
    private static readonly Ballot Five = new(5, "n2");
    private static readonly Ballot Lower = new(4, "n3");
    private static readonly Ballot Higher = new(5, "n3");
    private static readonly Body Prepare = new PrepareBody { Ballot = Five };
    private static readonly Body Accept = new AcceptBody { Ballot = Five, Value = "x" };

    public static IEnumerable<TestCaseData> Replies =>
    [
        Case("a promise for the ballot", Prepare, new PromiseBody { Ballot = Five }, OutcomeKind.Vote),
        Case("a promise with a report", Prepare, new PromiseBody { Ballot = Five, Accepted = new Proposal(Lower, "y") }, OutcomeKind.Vote),
        Case("a promise that carries a higher ballot", Prepare, new PromiseBody { Ballot = Higher }, OutcomeKind.Nack),
        Case("a promise for an earlier prepare", Prepare, new PromiseBody { Ballot = Lower }, null),
        Case("the vote for the ballot", Accept, new AcceptedBody { Ballot = Five }, OutcomeKind.Vote),
        Case("a vote that carries a higher ballot", Accept, new AcceptedBody { Ballot = Higher }, OutcomeKind.Nack),
        Case("a vote for an earlier accept", Accept, new AcceptedBody { Ballot = Lower }, null),
        Case("a vote that is told to a learner", Accept, new AcceptedBody { Ballot = Five, Value = "x" }, OutcomeKind.Vote),
        Case("a vote of a higher ballot that is told to a learner", Accept, new AcceptedBody { Ballot = Higher, Value = "y" }, null),
        Case("a promise where a vote was asked for", Accept, new PromiseBody { Ballot = Five }, null),
        Case("a vote where a promise was asked for", Prepare, new AcceptedBody { Ballot = Five }, null),
        Case("a refusal of the prepare", Prepare, new NackBody { Ballot = Five, Promised = Higher }, OutcomeKind.Nack),
        Case("a refusal of the accept", Accept, new NackBody { Ballot = Five }, OutcomeKind.Nack),
        Case("a refusal of another prepare", Prepare, new NackBody { Ballot = Lower, Promised = Higher }, null),
        Case("a refusal of another accept", Accept, new NackBody { Ballot = Lower }, null),
        Case("an error instead of a promise", Prepare, new ErrorBody { Code = ErrorCode.Unavailable }, OutcomeKind.Nack),
        Case("an error instead of a vote", Accept, new ErrorBody { Code = ErrorCode.Abort }, OutcomeKind.Nack),
        Case("the decision instead of a promise", Prepare, new DecideBody { Value = "x" }, OutcomeKind.Decided),
        Case("the decision instead of a vote", Accept, new DecideBody { Value = "x" }, OutcomeKind.Decided),
        Case("a prepare of its own", Prepare, new PrepareBody { Ballot = Higher }, null),
        Case("an answer to something that is no request for a vote", new LearnedBody(), new ErrorBody { Code = ErrorCode.Abort }, null),
    ];

    [TestCaseSource(nameof(Replies))]
    public void Of_a_reply_comes(Body request, Body reply, OutcomeKind? outcome) => Assert.That(Outcome.Classify(request, reply), Is.EqualTo(outcome));

    [Test]
    public void Silence_is_told_as_such()
    {
        var outcome = new Outcome(OutcomeKind.Silence, new TraceEvent(1, EventKind.Sent, "n2", new Envelope("n2", "n1", Prepare)), null);
        Assert.That(outcome.ToString(), Is.EqualTo("silence"));
        Assert.That(outcome.Body, Is.Null);
    }

    [Test]
    public void An_answer_is_told_in_the_words_of_the_papers()
    {
        var sent = new TraceEvent(1, EventKind.Sent, "n2", new Envelope("n2", "n1", Prepare));
        var reply = new TraceEvent(2, EventKind.Sent, "n1", new Envelope("n1", "n2", new PromiseBody { Ballot = Five }));
        Assert.That(new Outcome(OutcomeKind.Vote, sent, reply).ToString(), Is.EqualTo("promise 5.n2 reporting nothing"));
    }

    private static TestCaseData Case(string name, Body request, Body reply, OutcomeKind? outcome) =>
        new TestCaseData(request, reply, outcome).SetName($"Of {name} comes {outcome?.ToString().ToLowerInvariant() ?? "nothing"}");
}
