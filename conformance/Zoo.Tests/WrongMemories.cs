using Paxos;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Z16.</summary>
[Fails("SC-CRA-01", "P-DUR-01")]
internal sealed class KeepsItsPromiseInMemoryOnly : TextbookNode
{
    protected override Memory Written(Memory memory) => memory with { Promised = default };
}

/// <summary>Z27: one write is always under way.</summary>
[Fails("SC-CRA-02", "P-DUR-02")]
internal sealed class WritesWhatItAcceptedWithTheNextAccept : TextbookNode
{
    private Proposal? before;

    protected override Memory Accepting(Proposal proposal)
    {
        before = Memory.Accepted;
        return base.Accepting(proposal);
    }

    protected override Memory Written(Memory memory) => memory with { Accepted = before };
}

/// <summary>The promise is written where promises are made, and nowhere else.</summary>
[Fails("SC-CRA-03", "P-DUR-04")]
internal sealed class WritesThePromiseOfAPrepareOnly : TextbookNode
{
    private Ballot prepared;

    protected override Memory Promising(Ballot ballot) => base.Promising(prepared = ballot);

    protected override Memory Written(Memory memory) => memory with { Promised = prepared };
}

/// <summary>Z22.</summary>
[Fails("SC-CRA-04", "P-BAL-04")]
internal sealed class CountsItsBallotsFromOneAfterACrash : TextbookNode
{
    private long counter;

    protected override long NextCounter => counter + 1;

    protected override void Start()
    {
        base.Start();
        counter++;
    }
}

/// <summary>Z56: it trusts that its last prepare is still being answered.</summary>
[Fails("SC-CRA-04", "P-PRO-20")]
internal sealed class ResumesItsRoundAfterACrash : TextbookNode
{
    private bool resumed;

    protected override void Start()
    {
        if (!resumed && Memory.Used > 0) Round = new Round(BallotOf(Memory.Used));
        else base.Start();
        resumed = true;
    }
}

/// <summary>Z23: its own vote needs no file, it thinks, since it is there to remember it.</summary>
[Fails("SC-CRA-05", "P-DUR-06")]
internal sealed class DoesNotWriteItsOwnVotes : TextbookNode
{
    protected override Memory Written(Memory memory) => memory.Accepted?.Ballot.Id == Me ? memory with { Accepted = null } : memory;
}

/// <summary>Z16, with a clear conscience: it writes its promise when it ends.</summary>
[Fails("SC-CRA-01", "P-DUR-01"), Fails("SC-CRA-01", "P-DUR-15")]
internal sealed class WritesItsPromiseWhenItIsStopped : TextbookNode
{
    protected override Memory Written(Memory memory) => memory with { Promised = default };

    public override void OnStop() => Write(Memory);
}

/// <summary>It leaves a tidy desk: what nobody has chosen yet is thrown away.</summary>
[Fails("SC-CRA-03", "P-DUR-04"), Fails("SC-CRA-03", "P-DUR-15")]
internal sealed class TidiesUpWhenItIsStopped : TextbookNode
{
    public override void OnStop() => Write(Memory with { Promised = default, Accepted = null });
}
