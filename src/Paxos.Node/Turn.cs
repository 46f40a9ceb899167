using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>
/// What one turn of the loop wants to remember and to send. Nothing leaves before <see cref="Commit"/> has made everything durable that
/// the turn wants remembered, and a vote cannot be sent but as a <see cref="VoteWhenDurable"/>: only the durable state tells its words.
/// </summary>
internal sealed class Turn
{
    private readonly List<StableState> states = [];
    private readonly List<Entry> entries = [];

    public bool IsEmpty => states.Count == 0 && entries.Count == 0;

    public void Remember(StableState state) => states.Add(state);

    public void Send(string to, Prepare prepare) => entries.Add(new Free(to, prepare));

    public void Send(string to, Accept accept) => entries.Add(new Free(to, accept));

    public void Send(string to, Nack nack) => entries.Add(new Free(to, nack));

    public void Send(string to, Decide decide) => entries.Add(new Free(to, decide));

    /// <summary>Sends a vote once the state that it tells of is durable (P-DUR-01, P-DUR-02, P-DUR-04).</summary>
    public void Send(string to, VoteWhenDurable vote, StableState state)
    {
        // A vote that repeats an earlier one needs a proof too: what it rests on may not have been durable yet.
        states.Add(state);
        entries.Add(new Ballotted(to, vote, states.Count - 1));
    }

    public void Answer(Envelope propose, Value decided) => entries.Add(new Answered(propose, new ProposeOkBody { Value = decided }));

    public void AnswerLearned(Envelope learned, Value? decided) =>
        entries.Add(new Answered(learned, new LearnedOkBody { Value = decided }));

    public void AnswerTick(Envelope tick) => entries.Add(new Answered(tick, new TickOkBody()));

    public void Error(Envelope request, int code, string text) =>
        entries.Add(new Answered(request, new ErrorBody { Code = code, Text = text }));

    /// <summary>Makes the states durable in one step, then lets everything go in order.</summary>
    /// <exception cref="StorageFailedException">The device failed; nothing has left (P-DUR-10).</exception>
    public void Commit(StableStorage<StableState> storage, Post post)
    {
        IReadOnlyList<Durable<StableState>> proofs = states.Count > 0 ? storage.Persist(states) : [];
        foreach (var entry in entries) entry.Leave(proofs, post);
    }

    private abstract record Entry
    {
        public abstract void Leave(IReadOnlyList<Durable<StableState>> proofs, Post post);
    }

    private sealed record Free(string To, Message Message) : Entry
    {
        public override void Leave(IReadOnlyList<Durable<StableState>> proofs, Post post) => post.Deliver(To, Message);
    }

    private sealed record Ballotted(string To, VoteWhenDurable Vote, int Proof) : Entry
    {
        public override void Leave(IReadOnlyList<Durable<StableState>> proofs, Post post) =>
            post.Deliver(To, Vote.Cast(proofs[Proof]).Message);
    }

    private sealed record Answered(Envelope Request, Body Body) : Entry
    {
        public override void Leave(IReadOnlyList<Durable<StableState>> proofs, Post post) => post.Answer(Request, Body);
    }
}
