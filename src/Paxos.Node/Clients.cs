using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>The clients that wait for the decision, the oldest first.</summary>
internal sealed class Clients
{
    private readonly List<Envelope> waiting = [];
    private readonly HashSet<Value> putToTheVote = [];

    public bool AreWaiting => waiting.Count > 0;

    /// <summary>The value of the client that waits the longest: what the node wishes to have chosen (P-PRO-03).</summary>
    public Value? Wish => AreWaiting ? ValueOf(waiting[0]) : null;

    public void Add(Envelope propose) => waiting.Add(propose);

    /// <summary>Remembers that acceptors are asked to vote for this value: it may be chosen from now on.</summary>
    public void OnPutToTheVote(Value value) => putToTheVote.Add(value);

    /// <summary>Whether the proposal of this client may still win by what this node sent.</summary>
    public bool MayWin(Envelope propose) => putToTheVote.Contains(ValueOf(propose));

    /// <summary>All who wait; nobody waits after this.</summary>
    public IReadOnlyList<Envelope> Leave()
    {
        Envelope[] all = [.. waiting];
        waiting.Clear();
        return all;
    }

    private static Value ValueOf(Envelope propose) => ((ProposeBody)propose.Body).Value!;
}
