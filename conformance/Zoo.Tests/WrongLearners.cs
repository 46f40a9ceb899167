using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Z53.</summary>
[Fails("SC-DEC-01", "P-LRN-03")]
internal sealed class LearnsOnlyWhatItAccepted : TextbookNode
{
    protected override void OnDecide(DecideBody decide)
    {
        if (Memory.Accepted?.Value == decide.Value) base.OnDecide(decide);
    }
}

/// <summary>Z52.</summary>
[Fails("SC-DEC-02", "P-LRN-05")]
internal sealed class LearnsNothingBelowItsPromise : TextbookNode
{
    protected override void OnDecide(DecideBody decide)
    {
        if (decide.Ballot is not { } ballot || ballot >= Memory.Promised) base.OnDecide(decide);
    }
}

/// <summary>Z55: its state machine appends.</summary>
[Fails("SC-DEC-03", "P-LRN-04")]
internal sealed class AppliesTheDecisionEachTimeItIsTold : TextbookNode
{
    protected override void OnDecide(DecideBody decide) => Remember(Memory with { Decided = $"{Memory.Decided}{decide.Value}" });
}

/// <summary>Z41.</summary>
[Fails("SC-DEC-04", "P-LRN-01")]
internal sealed class AddsVotesOfDifferentBallots : LearnsFromVotes
{
    private static readonly Ballot Any = new(0, "any");

    protected override Ballot KeyOf(AcceptedBody accepted) => Any;
}

/// <summary>Z54.</summary>
[Fails("SC-DEC-04", "P-LRN-01"), Fails("SC-DEC-05", "P-LRN-01")]
internal sealed class LearnsFromOneVote : LearnsFromVotes
{
    protected override bool Suffice(IReadOnlyList<string> voters) => voters.Count > 0;
}

/// <summary>Z30, at the learner.</summary>
[Fails("SC-DEC-05", "P-LRN-01")]
internal sealed class CountsRepeatedVotes : LearnsFromVotes
{
    protected override bool Suffice(IReadOnlyList<string> voters) => voters.Count > Nodes.Count / 2;
}

/// <summary>A new round starts with nothing decided.</summary>
[Fails("SC-DEC-06", "P-LRN-02")]
internal sealed class ForgetsTheDecisionInTheNextRound : TextbookNode
{
    protected override Memory Promising(Ballot ballot) => base.Promising(ballot) with { Decided = null };
}

/// <summary>It tells everybody but itself.</summary>
[Fails("SC-DEC-07", "P-LRN-09")]
internal sealed class DoesNotLearnWhatItGotChosen : TextbookNode
{
    protected override void Learn(Value value)
    {
        if (Round?.Value == value)
        {
            base.Learn(value);
            Remember(Memory with { Decided = null });
        }
        else
        {
            base.Learn(value);
        }
    }
}

/// <summary>Z60, at the end: its client knows the decision, and that is enough for it.</summary>
[Fails("SC-LIV-01", "P-LIV-01")]
internal sealed class TellsTheDecisionToNobody : TextbookNode
{
    protected override void Announce(Round round)
    {
    }
}

/// <summary>The file of the decision is made, and filled later.</summary>
[Fails("SC-DEC-08", "P-LRN-08")]
internal sealed class RecoversAnEmptyDecision : TextbookNode
{
    protected override Memory Written(Memory memory) => memory.Decided is null ? memory : memory with { Decided = "" };
}
