using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>What a node tells a client that asks what it has learnt.</summary>
public static class Learning
{
    /// <summary>The node must tell this value, and no other, within the bound.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="node">The node that is asked.</param>
    /// <param name="value">The decided value.</param>
    /// <param name="rule">The rule that demands it.</param>
    /// <param name="because">The times of the events by which the node should know.</param>
    public static async Task ExpectLearned(this Scene scene, LiveNode node, Value value, string rule, params long[] because)
    {
        var learned = await scene.WaitToLearn(node);
        if (learned.Value == value) return;
        if (learned.Value is null) await node.MustAnswerEcho();
        throw Violated(rule, $"learned_ok {value} within {scene.Patience.Reply.TotalSeconds:0.#} s", learned, because);
    }

    /// <summary>Whether the node tells this value within the bound.</summary>
    /// <exception cref="ViolationException">It tells another one.</exception>
    public static async Task<bool> LearnsWithin(this Scene scene, LiveNode node, Value value)
    {
        var learned = await scene.WaitToLearn(node);
        return learned.Value is null || learned.Value == value
            ? learned.Value is not null
            : throw Violated("P-SAF-01", $"learned_ok {value}", learned, []);
    }

    /// <summary>The node must know the decision within the bound, or find it out when it is asked to propose something.</summary>
    /// <exception cref="NotApplicableException">The adapter cannot tell what the node has learnt.</exception>
    public static async Task ExpectFindsOut(this Scene scene, LiveNode node, Value value, string rule)
    {
        if (await scene.LearnsWithin(node, value)) return;

        // Nothing obliges a node to be curious by itself: with a proposal of its own it has to find out.
        await scene.Propose(node, $"wish of {node.Id}", $"c-{node.Id}").ExpectDecided(rule, value);
        await scene.ExpectLearned(node, value, rule);
    }

    /// <summary>The node may know this value or nothing.</summary>
    public static async Task ExpectLearnedIfAnything(this Scene scene, LiveNode node, Value value, string rule)
    {
        var learned = await scene.Learned(node);
        if (learned.Value is not null && learned.Value != value) throw Violated(rule, $"learned_ok {value}, or nothing", learned, []);
    }

    /// <summary>The node must not have learnt anything.</summary>
    public static async Task ExpectNothingLearned(this Scene scene, LiveNode node, string rule)
    {
        var learned = await scene.Learned(node);
        if (learned.Value is not null) throw Violated(rule, "learned_ok nothing: there is no quorum of votes in one ballot", learned, []);
    }

    /// <summary>The scenario is about nodes that learn from votes: this one must be such a node.</summary>
    /// <exception cref="NotApplicableException">It does not learn from a quorum of votes either.</exception>
    public static async Task GivenLearnsFromVotes(this Scene scene, LiveNode node, Value value)
    {
        var learned = await scene.Learned(node);
        if (learned.Value != value) throw new NotApplicableException($"{node.Id} does not learn from the votes of others: a quorum of them taught it nothing");
    }

    private static async Task<Learned> WaitToLearn(this Scene scene, LiveNode node)
    {
        var learned = await scene.Learned(node);
        for (var passed = TimeSpan.Zero; learned.Value is null && passed < scene.Patience.Reply; passed += scene.Patience.Retry)
        {
            await scene.Time.Pass(scene.Patience.Retry);
            learned = await scene.Learned(node);
        }

        return learned;
    }

    private static ViolationException Violated(string rule, string expected, Learned learned, IReadOnlyList<long> because) =>
        new(new Violation(rule, [expected], $"learned_ok {learned.Value?.ToString() ?? "nothing"}", [.. because, learned.Asked]));
}
