using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <content>The learner, and the clients that wait for what it learns.</content>
internal abstract partial class TextbookNode
{
    private readonly List<Envelope> waiting = [];

    /// <summary>What the node says it has learnt.</summary>
    protected virtual Value? Learned => Memory.Decided;

    protected IReadOnlyList<Envelope> Waiting => waiting;

    /// <summary>What the node would have chosen, if it were free: the value of the client that waits the longest.</summary>
    protected virtual Value? Wish => waiting.Count > 0 ? WishOf(waiting[0]) : null;

    protected static Value WishOf(Envelope propose) => ((ProposeBody)propose.Body).Value!;

    protected virtual void OnPropose(Envelope propose)
    {
        if (Memory.Decided is { } decided)
        {
            Answer(propose, new ProposeOkBody { Value = decided });
            return;
        }

        waiting.Add(propose);
        if (Round is null && Alarm is null) Start();
    }

    /// <summary>A quorum has voted for the value of this round.</summary>
    protected virtual void OnChosen(Round round)
    {
        Announce(round);
        Learn(round.Value!);
    }

    protected virtual void Announce(Round round)
    {
        foreach (var node in Nodes.Where(node => node != Me)) Send(node, new DecideBody { Value = round.Value, Ballot = round.Ballot });
    }

    protected virtual void OnDecide(DecideBody decide) => Learn(decide.Value!);

    protected virtual void Learn(Value value)
    {
        if (Memory.Decided is null) Remember(Memory with { Decided = value });
        (Round, Alarm) = (null, null);
        AnswerClients();
    }

    protected virtual void AnswerClients()
    {
        foreach (var propose in waiting) Answer(propose, new ProposeOkBody { Value = Memory.Decided });
        waiting.Clear();
    }

    /// <summary>Ends the round, and tells the clients that nothing came of it.</summary>
    protected void FailClients(int code, string text)
    {
        foreach (var propose in waiting) Answer(propose, new ErrorBody { Code = code, Text = text });
        waiting.Clear();
        (Round, Alarm) = (null, null);
    }
}
