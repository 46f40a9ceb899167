using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>
/// What one turn of the loop wants to remember and to send. Nothing leaves before <see cref="Commit"/> has made everything durable that
/// the turn wants remembered, and a vote cannot be sent but as a <see cref="VoteWhenDurable"/>: only the durable state tells its words.
/// </summary>
internal sealed class Turn
{
    private readonly List<StableState> states = [];
    private readonly List<Action<Post, IReadOnlyList<Durable<StableState>>>> leaving = [];

    public bool IsEmpty => states.Count == 0 && leaving.Count == 0;

    public void Remember(StableState state) => states.Add(state);

    public void Send(string to, Prepare prepare) => leaving.Add((post, _) => post.Deliver(to, prepare));

    public void Send(string to, Accept accept) => leaving.Add((post, _) => post.Deliver(to, accept));

    public void Send(string to, Nack nack) => leaving.Add((post, _) => post.Deliver(to, nack));

    public void Send(string to, Decide decide) => leaving.Add((post, _) => post.Deliver(to, decide));

    /// <summary>Sends a vote once the state that it tells of is durable (P-DUR-01, P-DUR-02, P-DUR-04).</summary>
    public void Send(string to, VoteWhenDurable vote, StableState state)
    {
        // A vote that repeats an earlier one needs a proof too: what it rests on may not have been durable yet.
        var proof = states.Count;
        states.Add(state);
        leaving.Add((post, proofs) => post.Deliver(to, vote.Cast(proofs[proof])));
    }

    public void Answer(Envelope propose, Value decided) =>
        leaving.Add((post, _) => post.Answer(propose, new ProposeOkBody { Value = decided }));

    public void AnswerLearned(Envelope learned, Value? decided) =>
        leaving.Add((post, _) => post.Answer(learned, new LearnedOkBody { Value = decided }));

    public void AnswerTick(Envelope tick) => leaving.Add((post, _) => post.Answer(tick, new TickOkBody()));

    public void Error(Envelope request, int code, string text) =>
        leaving.Add((post, _) => post.Answer(request, new ErrorBody { Code = code, Text = text }));

    /// <summary>Makes the states durable in one step, then lets everything go in order.</summary>
    /// <exception cref="StorageFailedException">The device failed; nothing has left (P-DUR-10).</exception>
    public void Commit(StableStorage<StableState> storage, Post post)
    {
        IReadOnlyList<Durable<StableState>> proofs = states.Count > 0 ? storage.Persist(states) : [];
        foreach (var leave in leaving) leave(post, proofs);
    }
}
