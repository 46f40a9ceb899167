using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Z03.</summary>
[Fails("SC-ACC-01", "P-ACC-06")]
internal sealed class AcceptsOnlyAboveItsPromise : TextbookNode
{
    protected override bool MayAccept(Ballot ballot) => ballot > Memory.Promised;
}

/// <summary>It compares with a promise that is not there, and a comparison with nothing is never true.</summary>
[Fails("SC-ACC-02", "P-ACC-07")]
internal sealed class AcceptsNothingBeforeItsFirstPromise : TextbookNode
{
    protected override bool MayAccept(Ballot ballot) => !Memory.Promised.IsNone && base.MayAccept(ballot);
}

/// <summary>Z02.</summary>
[Fails("SC-ACC-03", "P-ACC-05")]
internal sealed class AcceptsAnyBallot : TextbookNode
{
    protected override bool MayAccept(Ballot ballot) => true;
}

/// <summary>It stores first and checks afterwards.</summary>
[Fails("SC-ACC-03", "P-ACC-14"), Fails("SC-ACC-04", "P-ACC-09")]
internal sealed class StoresWhatItRefuses : TextbookNode
{
    protected override void Refuse(string to, Body request, Ballot ballot)
    {
        if (request is AcceptBody accept) Remember(Memory with { Accepted = new Proposal(ballot, accept.Value!) });
        base.Refuse(to, request, ballot);
    }
}

/// <summary>Z05.</summary>
[Fails("SC-ACC-04", "P-ACC-08"), Fails("SC-ACC-06", "P-ACC-08")]
internal sealed class VotesWithoutRaisingItsPromise : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) => Memory with { Accepted = proposal };
}

/// <summary>A repeated accept cancels the first.</summary>
[Fails("SC-ACC-05", "P-ACC-09")]
internal sealed class DropsItsVoteAtTheSecondAsking : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) =>
        base.Accepting(proposal) with { Accepted = Memory.Accepted == proposal ? null : proposal };
}

/// <summary>Check and write are parted by an await: another message is handled in between.</summary>
[Fails("SC-ACC-07", "P-ACC-19")]
internal sealed class ChecksBeforeAndWritesAfterTheNextMessage : TextbookNode
{
    private (string To, Proposal Proposal)? started;

    protected override void On(Envelope message)
    {
        var finish = started;
        started = null;
        base.On(message);
        if (finish is var (to, proposal)) base.Accept(to, proposal);
    }

    protected override void Accept(string to, Proposal proposal) => started = (to, proposal);
}

/// <summary>It puts its own id into the ballot that it promises.</summary>
[Fails("SC-ACC-07", "P-ACC-16")]
internal sealed class PromisesABallotThatNobodyAskedFor : TextbookNode
{
    protected override void Promise(string to, Ballot ballot)
    {
        Remember(Promising(ballot));
        Send(to, new PromiseBody { Ballot = new Ballot(ballot.N, Me), Accepted = Report(ballot) });
    }
}

/// <summary>Its values are texts of 7 bits.</summary>
[Fails("SC-ACC-08", "P-ACC-03")]
internal sealed class KeepsOnlyAscii : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) => base.Accepting(proposal) with
    {
        Accepted = proposal with { Value = Value.Of(proposal.Value.Bytes.ToArray().Select(b => b < 0x80 ? b : (byte)'?').ToArray()) },
    };
}

/// <summary>The empty value counts as none.</summary>
[Fails("SC-ACC-08", "P-ACC-03")]
internal sealed class TakesTheEmptyValueForNone : TextbookNode
{
    protected override Proposal? Report(Ballot ballot) => Memory.Accepted?.Value.Bytes.Length == 0 ? null : Memory.Accepted;
}

/// <summary>Its record has room for 64 KiB.</summary>
[Fails("SC-ACC-08", "P-ACC-03")]
internal sealed class CutsLongValues : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) => base.Accepting(proposal) with
    {
        Accepted = proposal with { Value = Value.Of(proposal.Value.Bytes[..Math.Min(proposal.Value.Bytes.Length, 65_536)]) },
    };
}

/// <summary>A second value in the ballot is added to the first.</summary>
[Fails("SC-ACC-09", "P-ACC-03")]
internal sealed class JoinsTheValuesOfABallot : TextbookNode
{
    protected override Memory Accepting(Proposal proposal) => Memory.Accepted is { } first && first.Ballot == proposal.Ballot
        ? base.Accepting(proposal) with { Accepted = first with { Value = $"{first.Value}{proposal.Value}" } }
        : base.Accepting(proposal);
}
