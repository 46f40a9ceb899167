using PaxosConformance.Annotations;
using PaxosConformance.Wire;

namespace Paxos.Node;

/// <summary>
/// What one turn of the loop wants to remember and to send. Nothing leaves before <see cref="Commit"/> has made everything durable that
/// the turn wants remembered, and a vote cannot be sent but as a <see cref="VoteWhenDurable"/>: only the durable state tells its words.
/// </summary>
internal sealed class Turn
{
    [Durable] private readonly List<StableState> states = [];
    private readonly List<Leaving> leaving = [];

    public void Remember(StableState state) => states.Add(state);

    public void Send(string to, Prepare prepare) => leaving.Add(new Letter(to, prepare));

    public void Send(string to, Accept accept) => leaving.Add(new Letter(to, accept));

    public void Send(string to, Nack nack) => leaving.Add(new Letter(to, nack));

    public void Send(string to, Decide decide) => leaving.Add(new Letter(to, decide));

    /// <summary>Sends a vote once the state that it tells of is durable (P-DUR-01, P-DUR-02, P-DUR-04).</summary>
    public void Send(string to, VoteWhenDurable vote, StableState state)
    {
        // A vote that repeats an earlier one needs a proof too: what it rests on may not have been durable yet.
        leaving.Add(new SealedVote(to, vote, Proof: states.Count));
        states.Add(state);
    }

    public void Answer(Envelope propose, Value decided) => leaving.Add(new Reply(propose, new ProposeOkBody { Value = decided }));

    public void AnswerLearned(Envelope learned, Value? decided) => leaving.Add(new Reply(learned, new LearnedOkBody { Value = decided }));

    public void AnswerTick(Envelope tick) => leaving.Add(new Reply(tick, new TickOkBody()));

    public void Error(Envelope request, int code, string text) => leaving.Add(new Reply(request, new ErrorBody { Code = code, Text = text }));

    /// <summary>Makes the states durable in one step, then lets everything go in order.</summary>
    /// <exception cref="StorageFailedException">The device failed; nothing has left (P-DUR-10).</exception>
    public void Commit(StableStorage<StableState> storage, Post post)
    {
        var proofs = storage.Persist(states);
        foreach (var item in leaving) LetGo(item, post, proofs);
    }

    private static void LetGo(Leaving item, Post post, IReadOnlyList<Durable<StableState>> proofs)
    {
        switch (item)
        {
            case SealedVote(var to, var vote, var proof):
                post.Deliver(to, vote.Cast(proofs[proof]));
                break;
            case Letter(var to, Prepare prepare):
                post.Deliver(to, prepare);
                break;
            case Letter(var to, Accept accept):
                post.Deliver(to, accept);
                break;
            case Letter(var to, Nack nack):
                post.Deliver(to, nack);
                break;
            case Letter(var to, Decide decide):
                post.Deliver(to, decide);
                break;
            case Reply(var propose, ProposeOkBody decided):
                post.Answer(propose, decided);
                break;
            case Reply(var learned, LearnedOkBody known):
                post.Answer(learned, known);
                break;
            case Reply(var tick, TickOkBody done):
                post.Answer(tick, done);
                break;
            case Reply(var request, ErrorBody error):
                post.Answer(request, error);
                break;
        }
    }

    private abstract record Leaving;

    private sealed record Letter(string To, Message Message) : Leaving;

    private sealed record Reply(Envelope Request, Body Body) : Leaving;

    /// <summary>A vote whose words the proof of that number tells.</summary>
    private sealed record SealedVote(string To, VoteWhenDurable Vote, int Proof) : Leaving;
}
