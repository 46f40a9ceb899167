using System.Text;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>SC-ROB: what no correct peer sends. It must not change what a node stands by; whether the node bears it gladly is advice.</summary>
public static class Robustness
{
    [Scenario("SC-ROB-01", "P-ACC-20")]
    public static async Task Garbage_neither_ends_the_node_nor_changes_its_state(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        await p1.GivenAccepted(node, 5, "x");
        foreach (var (what, line) in Garbage(node.Id))
        {
            node.SendGarbage(line, what);
            try
            {
                await node.MustAnswerEcho();
            }
            catch (NothingToJudgeException e)
            {
                throw new ViolationException(new Violation("P-ACC-20", ["an error, or silence; the node goes on"], $"after {what}: {e.Message}", [scene.Trace.Now]));
            }
        }

        await p2.Prepare(node, 3).ExpectNoVote("P-ACC-01");
        await p2.Prepare(node, 9).ExpectReport("P-ACC-09", p1.Proposal(5, "x"));
    }

    [Scenario("SC-ROB-02", "P-LRN-07")]
    public static async Task A_decision_that_contradicts_the_known_one_is_not_taken_over(Scene scene)
    {
        var node = await scene.StartNode();
        var (p1, p2) = scene.TwoPuppets;
        var first = Decide.Tell(p1, node, "x");
        await scene.ExpectLearned(node, "x", "P-LRN-03", first);
        var second = Decide.Tell(p2, node, "y");
        await scene.ExpectLearned(node, "x", "P-LRN-07", [.. first, .. second]);
    }

    private static IEnumerable<(string What, byte[] Line)> Garbage(string node)
    {
        yield return ("a line that is no JSON", "hello"u8.ToArray());
        yield return ("half an object", "{\"src\":"u8.ToArray());
        yield return ("bytes that are no UTF-8", [0xff, 0xfe, 0x00, 0x01]);
        yield return ("a message of an unknown type", Body("\"type\":\"no-such-message\""));
        yield return ("a prepare without a ballot", Body("\"type\":\"prepare\""));
        yield return ("a ballot that is a string", Body("\"type\":\"prepare\",\"ballot\":\"9\""));
        yield return ("an accept with a negative ballot", Body("\"type\":\"accept\",\"ballot\":{\"n\":-1,\"id\":\"n2\"},\"value\":\"z\""));
        yield return ("a line of more than 1 MiB", Enumerable.Repeat((byte)' ', Codec.MaxLine + 100).ToArray());

        byte[] Body(string fields) => Encoding.UTF8.GetBytes($"{{\"src\":\"n2\",\"dest\":\"{node}\",\"body\":{{{fields}}}}}");
    }
}
