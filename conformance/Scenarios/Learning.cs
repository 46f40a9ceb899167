using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>What clients see.</summary>
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
        var learned = await scene.Learned(node);
        for (var passed = TimeSpan.Zero; learned.Value is null && passed < scene.Patience.Reply; passed += scene.Patience.Retry)
        {
            await scene.Time.Pass(scene.Patience.Retry);
            learned = await scene.Learned(node);
        }

        if (learned.Value == value) return;
        await node.MustAnswerEcho();
        throw new ViolationException(new Violation(
            rule,
            [$"learned_ok {value} within {scene.Patience.Reply.TotalSeconds:0.#} s"],
            $"learned_ok {learned.Value?.ToString() ?? "nothing"}",
            [.. because, learned.Asked]));
    }

    /// <summary>A client proposes the value at the node; this value must be decided within the bound.</summary>
    public static async Task ExpectDecided(this Scene scene, LiveNode node, Value value, string rule)
    {
        const string client = "c1";
        var (sent, number) = node.Send(n => new ProposeBody { MsgId = n, Value = value }, client);
        var answer = await scene.Time.Until(sent.Clock, e => node.IsAnswer(e, client, number), scene.Patience.Reply);
        if (answer?.Message!.Body is ProposeOkBody ok && ok.Value == value) return;
        await node.MustAnswerEcho();
        throw new ViolationException(new Violation(
            rule,
            [$"propose_ok {value} within {scene.Patience.Reply.TotalSeconds:0.#} s"],
            answer is null ? "no answer" : TraceText.Show(answer.Message!.Body),
            answer is null ? [sent.Clock] : [sent.Clock, answer.Clock]));
    }
}
