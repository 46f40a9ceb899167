using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>What others say who share the network: a peer in another instance of Paxos, and a node of another cluster (P-NET-06).</summary>
internal static class Strangers
{
    private const string Rule = "P-NET-06";
    private const string Stranger = "n9";
    private const long Slot = 7;

    /// <summary>
    /// Once the scenario is over, strangers speak to its node in ballots above everything, and then a peer does in one below theirs: the
    /// oracle judges what the node makes of it. That comes last, since to promise more than was asked is any node's right, and would spoil
    /// the rest. Nobody asks for a vote: where the slot is passed over, its value would become one of this instance.
    /// </summary>
    /// <exception cref="ViolationException">The node did not survive it.</exception>
    public static async Task Speak(Scene scene)
    {
        if (scene.Puppets is not [var peer, ..] || scene.NodesUp is not [var node, ..] || node.Can(Capability.Slots)) return;
        var low = Highest(scene.Trace) + 1;
        if (low + 2 > (node.Subject.Hello.Ballots?.Max ?? Ballot.MaxN) || !await Lives(node)) return;

        var from = scene.Trace.Now;
        peer.Say(node, new PrepareBody { Ballot = peer.Ballot(low + 1), Slot = Slot });
        scene.Router.Send(new Envelope(Stranger, node.Id, new PrepareBody { Ballot = new Ballot(low + 2, Stranger) }));
        try
        {
            // What it has to say to the strangers comes first.
            await node.MustAnswerEcho();
            var outcome = await peer.Prepare(node, low).Anyhow();
            await node.MustAnswerEcho();

            // Any other answer leaves open what was in the way.
            if (outcome.Kind is OutcomeKind.Vote or OutcomeKind.Decided) scene.AlsoJudges(Rule);
        }
        catch (NothingToJudgeException e)
        {
            throw new ViolationException(new Violation(Rule, ["silence", "an error; the node goes on"], $"after what strangers said: {e.Message}", [from + 1, scene.Trace.Now]));
        }
    }

    // The scenario has its verdict: a node that ended in it is not blamed again.
    private static async Task<bool> Lives(LiveNode node)
    {
        try
        {
            await node.MustAnswerEcho();
            return true;
        }
        catch (NothingToJudgeException)
        {
            return false;
        }
    }

    private static long Highest(Trace trace) => trace.Events.Select(e => e.Message?.Body switch
    {
        PrepareBody b => b.Ballot.N,
        PromiseBody b => b.Ballot.N,
        AcceptBody b => b.Ballot.N,
        AcceptedBody b => b.Ballot.N,
        NackBody b => Math.Max(b.Ballot.N, b.Promised?.N ?? 0),
        DecideBody b => b.Ballot?.N ?? 0,
        _ => 0,
    }).DefaultIfEmpty().Max();
}
