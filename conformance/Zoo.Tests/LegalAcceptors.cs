using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>V03, F1.</summary>
[Legal]
internal sealed class RefusesSilently : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot)
    {
    }
}

/// <summary>F1: as libpaxos and Paxos Made Moderately Complex do.</summary>
[Legal]
internal sealed class RefusesInTheShapeOfAVote : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot)
    {
        if (request is PrepareBody) Send(to, new PromiseBody { Ballot = Memory.Promised, Accepted = Memory.Accepted });
        else Send(to, new AcceptedBody { Ballot = Memory.Promised });
    }
}

/// <summary>F1.</summary>
[Legal]
internal sealed class RefusesWithoutTellingWhatIsInTheWay : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot) => Send(to, new NackBody { Ballot = ballot });
}

/// <summary>F1: an error is a refusal too.</summary>
[Legal]
internal sealed class RefusesWithAnError : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot) => Send(to, new ErrorBody { Code = ErrorCode.Abort, Text = $"{ballot} is too low" });
}

/// <summary>V02, F3: The Part-Time Parliament takes a vote only for the ballot that was promised last.</summary>
[Legal]
internal sealed class AcceptsExactlyWhatItPromised : TextbookNode
{
    protected override Variants Declared => new() { ExactPromise = true };

    protected override bool MayAccept(Ballot ballot) => ballot == Memory.Promised;
}

/// <summary>F3, by a node that does not know of the declaration.</summary>
[Legal]
internal sealed class AcceptsExactlyWhatItPromisedAndDoesNotDeclareIt : TextbookNode
{
    protected override bool MayAccept(Ballot ballot) => ballot == Memory.Promised;
}

/// <summary>V06, F2: as Lamport's specification in TLA+ does.</summary>
[Legal]
internal sealed class IgnoresEqualPrepares : TextbookNode
{
    protected override void OnPrepare(string from, PrepareBody prepare)
    {
        if (prepare.Ballot != Memory.Promised) base.OnPrepare(from, prepare);
    }
}

/// <summary>F2: the promise is given again word by word, though more was accepted since.</summary>
[Legal]
internal sealed class RepeatsItsPromiseWordByWord : TextbookNode
{
    private PromiseBody? last;

    protected override void Promise(string to, Ballot ballot)
    {
        if (last?.Ballot == ballot)
        {
            Send(to, last);
            return;
        }

        last = new PromiseBody { Ballot = ballot, Accepted = Report(ballot) };
        base.Promise(to, ballot);
    }

    protected override void Forget()
    {
        base.Forget();
        last = null;
    }
}

/// <summary>V23, F4.</summary>
[Legal]
internal sealed class DropsRepeatedAccepts : TextbookNode
{
    protected override void OnAccept(string from, AcceptBody accept)
    {
        if (accept.Ballot != Memory.Accepted?.Ballot) base.OnAccept(from, accept);
    }
}

/// <summary>The vote was cast and is a fact: to tell it again, whatever was promised since, makes no new one.</summary>
[Legal]
internal sealed class RepeatsItsVoteBelowItsPromise : TextbookNode
{
    protected override void OnAccept(string from, AcceptBody accept)
    {
        if (Memory.Accepted is { } cast && cast.Ballot == accept.Ballot && cast.Value == accept.Value) TellVote(from, cast);
        else base.OnAccept(from, accept);
    }
}

/// <summary>V09, F1, F7.</summary>
[Legal]
internal sealed class AnswersWithTheDecision : TextbookNode
{
    protected override void OnPrepare(string from, PrepareBody prepare)
    {
        if (Memory.Decided is { } decided) Send(from, new DecideBody { Value = decided });
        else base.OnPrepare(from, prepare);
    }

    protected override void OnAccept(string from, AcceptBody accept)
    {
        if (Memory.Decided is { } decided) Send(from, new DecideBody { Value = decided });
        else base.OnAccept(from, accept);
    }
}

/// <summary>V21, F20: for a while it promises nothing to anybody else.</summary>
[Legal]
internal sealed class GrantsLeases : TextbookNode
{
    private TimeSpan end;

    protected override bool MayPromise(Ballot ballot) =>
        base.MayPromise(ballot) && (Memory.Promised.IsNone || Memory.Promised.Id == ballot.Id || Now >= end);

    protected override Memory Promising(Ballot ballot)
    {
        end = Now + 2 * Patience;
        return base.Promising(ballot);
    }
}

/// <summary>D3: to promise more than was asked for is always safe. This one remembers every ballot it hears of.</summary>
[Legal]
internal sealed class PromisesWhateverItHearsOf : TextbookNode
{
    protected override void OnDecide(DecideBody decide)
    {
        if (decide.Ballot is { } ballot && ballot > Memory.Promised) Remember(Memory with { Promised = ballot });
        base.OnDecide(decide);
    }
}

/// <summary>F7: what was decided is reported in the ballot that is asked for.</summary>
[Legal]
internal sealed class ReportsTheDecisionAsAccepted : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) =>
        Memory.Decided is { } decided ? new Proposal(Memory.Accepted?.Ballot ?? ballot, decided) : base.Report(ballot);
}
