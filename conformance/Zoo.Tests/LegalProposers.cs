using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>F9, F11: it would like to hear everybody, and goes on with a quorum when time is up.</summary>
[Legal]
internal sealed class WaitsForAllPromisesForAWhile : TextbookNode
{
    protected override void PutToTheVote(Round round)
    {
        if (Quorums.Acceptors.All(round.Promisers.Contains)) base.PutToTheVote(round);
    }

    protected override void OnAlarm()
    {
        if (Round is { Value: null } round && IsPhase1(round.Promisers)) base.PutToTheVote(round);
        else base.OnAlarm();
    }
}

/// <summary>V15, F10: where it is free, it proposes the value of the client that came last.</summary>
[Legal]
internal sealed class ProposesTheLatestClientsValue : TextbookNode
{
    protected override Value? Wish => Waiting.Count > 0 ? WishOf(Waiting[^1]) : null;
}

/// <summary>V12, F11.</summary>
[Legal]
internal sealed class AsksOneQuorumAndRotates : TextbookNode
{
    private int turn;

    protected override int Resends => 0;

    protected override IEnumerable<string> Addressees
    {
        get
        {
            var others = Quorums.Acceptors.Where(id => id != Me).ToList();
            var asked = Quorums.Acceptors.Where(id => id == Me).ToList();
            for (var i = 0; !IsPhase1(asked); i++) asked.Add(others[(turn + i) % others.Count]);
            return asked;
        }
    }

    protected override void Start()
    {
        turn++;
        base.Start();
    }
}

/// <summary>V08, F12: as phxpaxos does.</summary>
[Legal]
internal sealed class NeverTiresOfRepeating : TextbookNode
{
    protected override int Resends => int.MaxValue;
}

/// <summary>F12: never the same ballot twice.</summary>
[Legal]
internal sealed class TriesANewBallotAtEveryTimeout : TextbookNode
{
    protected override int Resends => 0;
}

/// <summary>F12: it leaves to its client whether to try again.</summary>
[Legal]
internal sealed class GivesUpAfterOneRound : TextbookNode
{
    protected override void OnRefused(Round round) => FailClients(ErrorCode.Timeout, "a higher ballot is in the way");

    protected override void OnAlarm()
    {
        if (Round is null || Round.Resends < Resends) base.OnAlarm();
        else FailClients(ErrorCode.Timeout, "no quorum has answered");
    }
}

/// <summary>F12: as long as nothing was put to the vote, it knows for certain that nothing can come of it.</summary>
[Legal]
internal sealed class GivesUpForCertainWhileItCan : TextbookNode
{
    protected override void OnRefused(Round round)
    {
        if (round.Value is null) FailClients(ErrorCode.Unavailable, "a higher ballot is in the way");
        else base.OnRefused(round);
    }
}

/// <summary>V14, F13: refusals are answers like others; only time ends a round.</summary>
[Legal]
internal sealed class FinishesRoundsThatWereRefused : TextbookNode
{
    protected override void OnRefused(Round round)
    {
    }
}

/// <summary>F13: it gives its round up as soon as it promises somebody else a higher ballot.</summary>
[Legal]
internal sealed class GivesUpItsRoundForAHigherPromise : TextbookNode
{
    protected override void Promise(string to, Ballot ballot)
    {
        base.Promise(to, ballot);
        if (Round is { } round && ballot > round.Ballot) OnRefused(round);
    }
}

/// <summary>F16.</summary>
[Legal]
internal sealed class JumpsFarWithItsBallots : TextbookNode
{
    private long step;

    protected override long NextCounter => base.NextCounter + Math.Min(step, Math.Max(0, Ballot.MaxN - base.NextCounter));

    protected override void Start()
    {
        step = Random.Shared.NextInt64(1_000_000_000);
        base.Start();
    }
}

/// <summary>V17: the durable promise is all it knows of the ballots it has used; own rounds are promised first.</summary>
[Legal]
internal sealed class TakesItsBallotsFromItsPromise : TextbookNode
{
    protected override Memory Written(Memory memory) => memory with { Used = 0 };
}
