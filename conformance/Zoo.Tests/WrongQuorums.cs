namespace PaxosConformance.Zoo.Tests;

/// <summary>Z33.</summary>
[Fails("SC-QRM-01", "P-QRM-02")]
internal sealed class ContentWithHalf : TextbookNode
{
    protected override bool IsPhase1(IReadOnlyList<string> promisers) => promisers.Distinct().Count() >= Nodes.Count / 2;

    protected override bool IsPhase2(IReadOnlyList<string> voters) => voters.Distinct().Count() >= Nodes.Count / 2;
}

/// <summary>Z33, in phase 2 only.</summary>
[Fails("SC-QRM-01", "P-QRM-02")]
internal sealed class ContentWithHalfTheVotes : TextbookNode
{
    protected override bool IsPhase2(IReadOnlyList<string> voters) => voters.Distinct().Count() >= (Nodes.Count + 1) / 2;
}

/// <summary>Right for even numbers, wrong for odd ones.</summary>
[Fails("SC-QRM-01", "P-QRM-01")]
internal sealed class RoundsTheMajorityOfOddNumbersDown : TextbookNode
{
    private int Majority => Nodes.Count % 2 == 0 ? Nodes.Count / 2 + 1 : Nodes.Count / 2;

    protected override bool IsPhase1(IReadOnlyList<string> promisers) => promisers.Distinct().Count() >= Majority;
}

/// <summary>Z59.</summary>
[Fails("SC-QRM-02", "P-QRM-03"), Fails("SC-LIV-01", "P-LIV-02")]
internal sealed class WaitsForAll : TextbookNode
{
    protected override bool IsPhase2(IReadOnlyList<string> voters) => Quorums.Acceptors.All(voters.Contains);
}

/// <summary>Z61.</summary>
[Fails("SC-QRM-03", "P-QRM-05")]
internal sealed class DecidesWhenTimeIsUp : TextbookNode
{
    protected override void OnAlarm()
    {
        if (Round is { } round && round.Resends == Resends)
        {
            round.Value = Choose(round);
            OnChosen(round);
        }
        else
        {
            base.OnAlarm();
        }
    }
}

/// <summary>Z34.</summary>
[Fails("SC-QRM-03", "P-QRM-05")]
internal sealed class CountsThoseItCanReach : TextbookNode
{
    private readonly HashSet<string> silent = [];

    protected override bool IsPhase1(IReadOnlyList<string> promisers) => IsMajority(promisers);

    protected override bool IsPhase2(IReadOnlyList<string> voters) => IsMajority(voters);

    protected override void OnAlarm()
    {
        if (Round is { } round) silent.UnionWith(Nodes.Except(round.Answered));
        base.OnAlarm();
    }

    private bool IsMajority(IReadOnlyList<string> heard) => heard.Distinct().Count() > Nodes.Except(silent).Count() / 2;
}

/// <summary>Z66: all nodes vote, whoever was made an acceptor.</summary>
[Fails("SC-QRM-04", "P-QRM-04")]
internal sealed class CountsLearners : TextbookNode
{
    protected override bool HasVote(string id) => Nodes.Contains(id);

    protected override bool IsPhase1(IReadOnlyList<string> promisers) => promisers.Distinct().Count() > Nodes.Count / 2;
}
