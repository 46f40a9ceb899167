using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Z30.</summary>
[Fails("SC-PRO-05", "P-PRO-06")]
internal sealed class CountsRepeatedPromises : TextbookNode
{
    protected override bool IsPhase1(IReadOnlyList<string> promisers) => promisers.Count > Nodes.Count / 2;
}

/// <summary>Z66.</summary>
[Fails("SC-PRO-06", "P-PRO-07")]
internal sealed class CountsStrangers : TextbookNode
{
    protected override bool HasVote(string id) => true;

    protected override bool IsPhase1(IReadOnlyList<string> promisers) => promisers.Distinct().Count() > Nodes.Count / 2;
}

/// <summary>Z40.</summary>
[Fails("SC-PRO-07", "P-PRO-18")]
internal sealed class CountsRefusals : TextbookNode
{
    protected override void OnNack(string from, NackBody nack) => OnPromise(from, new PromiseBody { Ballot = nack.Ballot });
}

/// <summary>Z63.</summary>
[Fails("SC-PRO-07", "P-BAL-05")]
internal sealed class AddsOneToItsBallotWhateverItHears : TextbookNode
{
    protected override long NextCounter => Memory.Used + 1;
}

/// <summary>Z31.</summary>
[Fails("SC-PRO-08", "P-PRO-05")]
internal sealed class CountsPromisesOfEarlierBallots : TextbookNode
{
    protected override bool IsPromiseFor(Round round, Ballot ballot) => true;
}

/// <summary>Z31, in phase 2.</summary>
[Fails("SC-PRO-09", "P-PRO-09")]
internal sealed class CountsVotesOfEarlierBallots : TextbookNode
{
    protected override bool IsVoteFor(Round round, Ballot ballot) => true;
}

/// <summary>A late promise changes its mind.</summary>
[Fails("SC-PRO-10", "P-PRO-04")]
internal sealed class ChoosesAgainAtALatePromise : TextbookNode
{
    protected override void Repeat(Round round)
    {
        if (round.Value is not null) round.Value = Choose(round);
        base.Repeat(round);
    }
}

/// <summary>Z35.</summary>
[Fails("SC-PRO-11", "P-PRO-08")]
internal sealed class DecidesOnPromises : TextbookNode
{
    protected override void PutToTheVote(Round round)
    {
        base.PutToTheVote(round);
        Announce(round);
    }
}

/// <summary>Z36, towards the others.</summary>
[Fails("SC-PRO-12", "P-PRO-10")]
internal sealed class AnnouncesItsOwnValue : TextbookNode
{
    protected override void Announce(Round round)
    {
        foreach (var node in Nodes.Where(node => node != Me)) Send(node, new DecideBody { Value = Wish ?? round.Value });
    }
}

/// <summary>Z36, towards the client.</summary>
[Fails("SC-PRO-12", "P-PRO-15"), Fails("SC-PRO-15", "P-PRO-19")]
internal sealed class TellsEveryClientThatItsValueWon : TextbookNode
{
    protected override void OnPropose(Envelope propose)
    {
        if (Memory.Decided is null) base.OnPropose(propose);
        else Answer(propose, new ProposeOkBody { Value = WishOf(propose) });
    }

    protected override void AnswerClients()
    {
        foreach (var propose in Waiting) Answer(propose, new ProposeOkBody { Value = WishOf(propose) });
    }
}

/// <summary>Its own vote is taken for granted.</summary>
[Fails("SC-PRO-13", "P-PRO-12")]
internal sealed class DoesNotAskItselfForItsVote : TextbookNode
{
    protected override void PutToTheVote(Round round)
    {
        base.PutToTheVote(round);
        round.Votes.Add(Me);
    }

    protected override void Refuse(string to, Body request, Ballot ballot)
    {
        if (to != Me) base.Refuse(to, request, ballot);
    }
}

/// <summary>Z37.</summary>
[Fails("SC-PRO-14", "P-PRO-16")]
internal sealed class CallsATimeoutARejection : TextbookNode
{
    protected override void OnAlarm()
    {
        if (Round is { Value: not null }) FailClients(ErrorCode.Abort, "the value was not chosen");
        else base.OnAlarm();
    }
}

/// <summary>It has nothing left to decide.</summary>
[Fails("SC-PRO-15", "P-PRO-19")]
internal sealed class RejectsProposalsOnceItKnowsTheDecision : TextbookNode
{
    protected override void OnPropose(Envelope propose)
    {
        if (Memory.Decided is null) base.OnPropose(propose);
        else Answer(propose, new ErrorBody { Code = ErrorCode.Abort, Text = "already decided" });
    }
}
