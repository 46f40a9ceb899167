using Paxos;
using PaxosConformance.Tracing.Tests.Simulation;

namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 is real; n2 and n3 are puppets.</summary>
public class LegalPuppetsTests
{
    private static readonly TestCaseData[] Wrong =
    [
        Case("P-BAL-01 1", "n2>n1 prepare 5.n3", "The ballot of another"),
        Case("P-BAL-09 1 2", """
            n2>n1 accept 5.n2 x
            n2>n1 accept 5.n2 y
            """, "Two values in one ballot"),
        Case("P-BAL-09 1 3", """
            n2>n1 accept 5.n2 x
            n1>n3 prepare 7.n1
            n3>n1 promise 7.n1 5.n2 y
            """, "A report of another value than was put to the vote"),
        Case("P-ACC-16 2", """
            n1>xn2 prepare 5.n1
            n2>n1 promise 5.n1 -
            """, "A promise to a request that was lost"),
        Case("P-ACC-16 2", """
            n1>xn2 accept 5.n1 x
            n2>n1 accepted 5.n1
            """, "An acceptance of a request that was lost"),
        Case("P-ACC-01 2 4", """
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 -
            n1>n2 prepare 5.n1
            n2>n1 promise 5.n1 -
            """, "A promise below a promise"),
        Case("P-ACC-05 2 4", """
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 -
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            """, "An acceptance below a promise"),
        Case("P-ACC-02 2 4", """
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 -
            """, "An accepted pair that is not reported"),
        Case("P-ACC-09 2 4", """
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 3.n3 y
            """, "A lower pair than was accepted"),
        Case("P-ACC-03 2", """
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 5.n1 x
            """, "A pair that the real node never offered"),
        Case("P-ACC-08 2", """
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 9.n3 x
            """, "A promise below the pair that it reports"),
        Case("P-PRO-02 7", """
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            n1>n3 accept 5.n1 x
            n3>n1 accepted 5.n1
            n2>n1 prepare 8.n2
            n1>n2 promise 8.n2 5.n1 x
            n2>n1 accept 8.n2 y
            """, "Another value than was chosen"),
        Case("P-PRO-02 1 4", """
            n2>n1 accept 8.n2 y
            n1>n2 accept 5.n1 x
            n1>n3 accept 5.n1 x
            n2>n1 accepted 5.n1
            """, "Votes that leave no quorum for what was proposed"),
        Case("P-SAF-05 5", """
            n1>n2 accept 9.n1 x
            n2>n1 accepted 9.n1
            n1>n3 accept 9.n1 x
            n3>n1 accepted 9.n1
            n3>n1 decide y
            """, "A decision against the votes"),
        Case("P-SAF-01 1 2", """
            n2>n1 decide x
            n3>n1 decide y
            """, "Two decisions"),
        Case("P-SAF-05 5", """
            n1>n2 prepare 9.n1
            n2>n1 promise 9.n1 -
            n2>n1 accept 3.n2 x
            n1>n2 accepted 3.n2
            n2>n1 decide x 10.n1
            """, "A decision in a ballot of the real node that it never proposed"),
    ];

    private static readonly TestCaseData[] Right =
    [
        Legal("""
            n2>n1 prepare 2.n2
            n2>n1 accept 2.n2 x
            n3>n1 prepare 5.n3
            n3>n1 accept 5.n3 y
            n2>n1 accept 4.n2 z
            n2>n1 prepare 3.n2
            """, "Proposals of different values, none of them chosen"),
        Legal("""
            n2>n1 decide x
            n3>n1 decide x
            n2>n1 decide x
            """, "A decision that was made without the real node"),
        Legal("""
            n1>n2 prepare 5.n1
            n1>n3 prepare 5.n1
            n2>n1 promise 5.n1 2.n2 x
            n3>n1 promise 5.n1 4.n3 y
            deliver 3
            deliver 3
            """, "Promises that report what other puppets proposed, delivered again and again"),
        Legal("""
            n1>n2 prepare 5.n1
            n1>n2 prepare 7.n1
            n2>n1 promise 7.n1 -
            n2>n1 promise 5.n1 -
            """, "A late promise"),
        Legal("""
            n1>n2 prepare 9.n1
            n2>n1 promise 9.n1 -
            n1>n2 accept 9.n1 x
            n3>n1 decide y
            """, "A decision in a higher ballot than the real node proposes in"),
        Legal("""
            n2>n1 accepted 1.n2
            n3>n1 accepted 3.n3
            """, "Acceptances of what other puppets proposed"),
        Legal("""
            n1>n2 prepare 5.n1
            n2>n1 promise 8.n3 -
            n1>n2 accept 5.n1 x
            n2>n1 accepted 8.n3
            n2>n1 nack 5.n1 8.n3
            """, "Refusals shaped like votes"),
        Legal("""
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            n2>n1 decide x
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 5.n2 x
            n3>n1 accept 6.n3 x
            """, "The value that was chosen, again"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void What_no_correct_node_could_say_is_found(string expected, string text) => Assert.That(Judged(text), Is.EqualTo(expected));

    [TestCaseSource(nameof(Right))]
    public void What_a_correct_node_could_say_is_right(string text) => Assert.That(Judged(text), Is.Empty);

    [Test]
    public void Correct_nodes_are_legal_puppets()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var run = new Run
            {
                Seed = seed,
                Nodes = 2 + seed % 4,
                Steps = 800,
                Crashes = seed % 2 == 0,
                Reorders = true,
                Losses = seed % 3 * 10,
                Doubles = 10,
                Freedoms = [new Freedoms { Refusal = (Simulation.Refusal)(seed % 4), PreparesFew = seed % 5 == 0, Reacknowledges = seed % 3 == 0, ReportsDecided = seed % 7 == 0 }],
            };
            var (trace, quorums) = World.Play(run);
            var puppets = new LegalPuppets(new OracleSetting { Quorums = quorums });
            foreach (var e in trace)
            {
                if (e.Kind == EventKind.Started && e.Node != "n1") continue;
                puppets.Observe(e);
            }

            if (puppets.Violations is [var violation, ..]) Assert.Fail($"seed {seed}: {LegalExecutionTests.Show(violation, trace)}");
        }
    }

    private static string Judged(string text)
    {
        var story = new Story(text);
        var puppets = new LegalPuppets(new OracleSetting { Quorums = QuorumSystem.Majority(["n1", "n2", "n3"]), Real = ["n1"] });
        foreach (var e in story.Events) puppets.Observe(e);
        return story.Tell(puppets.Violations);
    }

    private static TestCaseData Case(string expected, string story, string name) => new TestCaseData(expected, story).SetName(name);

    private static TestCaseData Legal(string story, string name) => new TestCaseData(story).SetName(name);
}
