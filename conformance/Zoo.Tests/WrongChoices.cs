using Paxos;

namespace PaxosConformance.Zoo.Tests;

/// <summary>It fills in a value that nobody proposed.</summary>
[Fails("SC-PRO-01", "P-PRO-03")]
internal sealed class ProposesANoOp : TextbookNode
{
    protected override Value? Wish => "no-op";
}

/// <summary>Phase 1 is a formality, it thinks, where nobody else proposes.</summary>
[Fails("SC-PRO-01", "P-PRO-01")]
internal sealed class PutsItsValueToTheVoteUnprepared : TextbookNode
{
    protected override void Start()
    {
        base.Start();
        PutToTheVote(Round!);
    }
}

/// <summary>Each phase takes a ballot of its own.</summary>
[Fails("SC-PRO-01", "P-PRO-14")]
internal sealed class PutsItsValueToTheVoteInTheNextBallot : TextbookNode
{
    protected override void PutToTheVote(Round round)
    {
        var next = new Round(round.Ballot.Next(Me)) { Value = Choose(round) };
        Round = next;
        Repeat(next);
    }
}

/// <summary>Z29.</summary>
[Fails("SC-PRO-02", "P-PRO-02"), Fails("SC-PRO-12", "P-PRO-02")]
internal sealed class KeepsItsOwnValue : TextbookNode
{
    protected override Value? Choose(Round round) => Wish;
}

/// <summary>Z28.</summary>
[Fails("SC-PRO-03", "P-PRO-02")]
internal sealed class TakesTheReportThatCameLast : TextbookNode
{
    protected override Value? Choose(Round round) => round.Reports.LastOrDefault()?.Value ?? Wish;
}

/// <summary>The counterpart of Z28.</summary>
[Fails("SC-PRO-03", "P-PRO-02")]
internal sealed class TakesTheReportThatCameFirst : TextbookNode
{
    protected override Value? Choose(Round round) => round.Reports.FirstOrDefault()?.Value ?? Wish;
}

/// <summary>Z65.</summary>
[Fails("SC-PRO-03", "P-PRO-02")]
internal sealed class TakesTheLowestReport : TextbookNode
{
    protected override Value? Choose(Round round) => round.Reports.MinBy(report => report.Ballot)?.Value ?? Wish;
}

/// <summary>Reports are ballots in the other sense of the word.</summary>
[Fails("SC-PRO-04", "P-PRO-02")]
internal sealed class TakesTheValueReportedMostOften : TextbookNode
{
    protected override Value? Choose(Round round) => round.Reports.GroupBy(report => report.Value).MaxBy(group => group.Count())?.Key ?? Wish;
}
