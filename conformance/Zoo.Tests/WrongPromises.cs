using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Its first promise is not below every ballot.</summary>
[Fails("SC-PRE-01", "P-BAL-08")]
internal sealed class RefusesTheLowestBallot : TextbookNode
{
    protected override bool MayPromise(Ballot ballot) => ballot.N > 1 && base.MayPromise(ballot);
}

/// <summary>Z01.</summary>
[Fails("SC-PRE-02", "P-ACC-01")]
internal sealed class PromisesAnyBallot : TextbookNode
{
    protected override bool MayPromise(Ballot ballot) => true;
}

/// <summary>Promise and vote share one record.</summary>
[Fails("SC-PRE-03", "P-ACC-13")]
internal sealed class TakesItsPromiseForAVote : TextbookNode
{
    protected override void Promise(string to, Ballot ballot)
    {
        base.Promise(to, ballot);
        Remember(Memory with { Accepted = Memory.Accepted ?? new Proposal(ballot, "") });
    }
}

/// <summary>Z62: who was promised first stays the leader.</summary>
[Fails("SC-PRE-04", "P-ACC-18")]
internal sealed class PromisesOneProposerForEver : TextbookNode
{
    protected override bool MayPromise(Ballot ballot) => base.MayPromise(ballot) && (Memory.Promised.IsNone || Memory.Promised.Id == ballot.Id);
}

/// <summary>"Nothing accepted" is told as the empty value.</summary>
[Fails("SC-PRE-04", "P-ACC-03")]
internal sealed class ReportsTheEmptyValueForNothing : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) => Memory.Accepted ?? new Proposal(ballot, "");
}

/// <summary>Z06.</summary>
[Fails("SC-PRE-05", "P-ACC-02"), Fails("SC-PRE-06", "P-ACC-02")]
internal sealed class ReportsNothing : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) => null;
}

/// <summary>Z09: "if a new round comes in, move to it, drop the old one".</summary>
[Fails("SC-PRE-05", "P-ACC-10")]
internal sealed class DropsItsVoteForAHigherPromise : TextbookNode
{
    protected override void Promise(string to, Ballot ballot)
    {
        base.Promise(to, ballot);
        Remember(Memory with { Accepted = null });
    }
}

/// <summary>It keeps what it accepted first.</summary>
[Fails("SC-PRE-06", "P-ACC-02")]
internal sealed class ReportsItsFirstVote : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) => base.Accepting(proposal) with { Accepted = Memory.Accepted ?? proposal };
}

/// <summary>The new ballot stands with the old value.</summary>
[Fails("SC-PRE-06", "P-ACC-02")]
internal sealed class KeepsTheFirstValueUnderTheLastBallot : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) =>
        base.Accepting(proposal) with { Accepted = new Proposal(proposal.Ballot, Memory.Accepted?.Value ?? proposal.Value) };
}

/// <summary>Z08.</summary>
[Fails("SC-PRE-07", "P-ACC-04")]
internal sealed class ReportsThePromisedBallotAsAccepted : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) => Memory.Accepted is { } accepted ? new Proposal(Memory.Promised, accepted.Value) : null;
}

/// <summary>Z10: "includes the value if it was decided in a previous round".</summary>
[Fails("SC-PRE-08", "P-ACC-02")]
internal sealed class ReportsOnlyWhatWasDecided : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) => Memory.Decided is null ? null : Memory.Accepted;
}

/// <summary>Z04.</summary>
[Fails("SC-PRE-09", "P-ACC-14")]
internal sealed class LowersItsPromiseToWhatItRefuses : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot)
    {
        base.Refuse(to, request, ballot);
        Remember(Memory with { Promised = ballot });
    }
}

/// <summary>A repeated prepare is answered as if it came to a new acceptor.</summary>
[Fails("SC-PRE-10", "P-ACC-13")]
internal sealed class ReportsNothingToARepeatedPrepare : TextbookNode
{
    protected override void Promise(string to, Ballot ballot)
    {
        if (ballot == Memory.Promised) Send(to, new PromiseBody { Ballot = ballot });
        else base.Promise(to, ballot);
    }
}

/// <summary>What is decided needs no vote any more, it thinks.</summary>
[Fails("SC-PRE-11", "P-ACC-17")]
internal sealed class DropsItsVoteWhenItLearns : TextbookNode
{
    protected override void Learn(Value value)
    {
        base.Learn(value);
        Remember(Memory with { Accepted = null });
    }
}

/// <summary>What is decided needs no promises any more, it thinks.</summary>
[Fails("SC-PRE-11", "P-ACC-17")]
internal sealed class PromisesAnythingOnceItKnowsTheDecision : TextbookNode
{
    protected override bool MayPromise(Ballot ballot) => Memory.Decided is not null || base.MayPromise(ballot);
}
