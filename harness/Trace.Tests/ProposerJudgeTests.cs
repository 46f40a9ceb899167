using Paxos;

namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 is real and proposes; the others are puppets. Four acceptors where a case says so, else five.</summary>
public class ProposerJudgeTests
{
    private const string Prepared = """
        c1>n1 propose x
        n1>n2 prepare 5.n1
        n1>n3 prepare 5.n1

        """;

    private const string Voting = Prepared + """
        n2>n1 promise 5.n1 -
        n3>n1 promise 5.n1 -
        n1>n2 accept 5.n1 x

        """;

    private static readonly TestCaseData[] Wrong =
    [
        Case("P-BAL-01 1", "n1>n2 prepare 5.n2", "A prepare with the ballot of another"),
        Case("P-BAL-01 1", "n1>n2 accept 5.n2 x", "An accept with the ballot of another"),
        Case("P-BAL-03 2 4", Prepared + "n1>n2 prepare 4.n1", "A new attempt below the last"),
        Case("P-BAL-04 2 5 6", Prepared + """
            n1 killed
            n1 restarted
            n1>n2 prepare 3.n1
            """, "A lower ballot after a restart"),
        Case("P-BAL-04 6 8 9", Voting + """
            n1 killed
            n1 restarted
            n1>n2 prepare 5.n1
            """, "A ballot prepared anew after a restart"),
        Case("P-BAL-04 6 8 9", Voting + """
            n1 killed
            n1 restarted
            n1>n2 accept 5.n1 y
            """, "Another value in the same ballot after a restart"),
        Case("P-PRO-14 2", """
            c1>n1 propose x
            n1>n2 accept 5.n1 x
            """, "An accept without a prepare"),
        Case("P-PRO-01 2 4 5", Prepared + """
            n2>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            """, "An accept after one promise of five"),
        Case("P-PRO-05 2 6", """
            c1>n1 propose x
            n1>n2 prepare 5.n1
            n3>n1 promise 4.n1 -
            n2>n1 promise 6.n1 -
            n3>n1 promise 4.n1 -
            n1>n2 accept 5.n1 x
            """, "Promises for other ballots counted"),
        Case("P-PRO-06 2 4 6", Prepared + """
            n2>n1 promise 5.n1 -
            deliver 4
            n1>n2 accept 5.n1 x
            """, "One promise counted twice"),
        Case("P-PRO-07 2 4 5 6", Prepared + """
            n2>n1 promise 5.n1 -
            n9>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            """, "The promise of a stranger counted"),
        Case("P-PRO-18 2 4 6", Prepared + """
            n2>n1 promise 5.n1 -
            n3>n1 nack 5.n1 9.n3
            n1>n2 accept 5.n1 x
            """, "A refusal counted as a promise"),
        Case("P-PRO-02 5 6", Prepared + """
            n2>n1 promise 5.n1 2.n2 y
            n3>n1 promise 5.n1 4.n3 z
            n1>n2 accept 5.n1 y
            """, "The value of a lower ballot"),
        Case("P-PRO-02 5 6", Prepared + """
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 4.n3 z
            n1>n2 accept 5.n1 x
            """, "The own value though another was reported"),
        Case("P-PRO-02 1 2 7", """
            n2>n1 accept 4.n2 z
            n1>n2 accepted 4.n2
            c1>n1 propose x
            n1>n2 prepare 5.n1
            n3>n1 promise 5.n1 -
            n4>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            """, "The own value though the own acceptor accepted another"),
        Case("P-PRO-03 6", Prepared + """
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 q
            """, "An invented value"),
        Case("P-PRO-04 6 7 8", Voting + """
            n4>n1 promise 5.n1 4.n3 z
            n1>n3 accept 5.n1 z
            """, "Another value after a late promise"),
        Case("P-BAL-09 6 8", Voting + """
            c2>n1 propose y
            n1>n3 accept 5.n1 y
            """, "Two values in one ballot"),
        Case("P-SAF-04 9 14", Voting + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide x
            c2>n1 propose y
            n1>n4 prepare 9.n1
            n4>n1 promise 9.n1 -
            n5>n1 promise 9.n1 -
            n1>n4 accept 9.n1 y
            """, "Another value after a decision"),
    ];

    private static readonly TestCaseData[] Right =
    [
        Legal(Prepared + """
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1 killed
            n1 restarted
            n1>n2 accept 5.n1 x
            """, "Phase 2 on promises that were remembered durably over a restart"),
        Legal(Prepared + """
            n1>n2 prepare 5.n1
            n1>n2 prepare 8.n1
            n1>n3 prepare 5.n1
            """, "Prepares repeated word by word"),
        Legal(Voting + """
            n1>n3 accept 5.n1 x
            n4>n1 promise 5.n1 4.n3 z
            n1>n4 accept 5.n1 x
            n1 killed
            n1 restarted
            n1>n4 accept 5.n1 x
            """, "Accepts repeated word by word"),
        Legal(Prepared + """
            n2>n1 promise 5.n1 2.n2 y
            n3>n1 promise 5.n1 4.n3 z
            n4>n1 promise 5.n1 -
            n1>n2 accept 5.n1 y
            """, "More than a quorum: the value of a quorum without the highest report"),
        Legal(Prepared + """
            n3>n1 promise 5.n1 4.n3 z
            n4>n1 promise 5.n1 -
            n2>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            """, "More than a quorum: the own value by a quorum that reports nothing"),
        Legal(Prepared + """
            c2>n4 propose y
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 y
            """, "The value of somebody else's client"),
        Legal(Prepared + """
            n4>n1 accept 4.n4 z
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 z
            """, "The value that the own acceptor took without an answer"),
        Legal(Prepared + """
            n4>n1 decide z
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 z
            """, "The value known as decided"),
        Legal(Voting + """
            n2>n1 prepare 9.n2
            n1>n2 promise 9.n2 5.n1 x
            n1>n4 accept 5.n1 x
            """, "A round finished after a higher ballot was heard"),
        Legal(Voting + """
            n1 killed
            n1 restarted
            n1>n2 prepare 6.n1
            n4>n1 promise 6.n1 -
            n5>n1 promise 6.n1 -
            n1>n2 accept 6.n1 x
            """, "A new ballot after a restart"),
        Legal(Prepared + """
            n2>n1 promise 5.n1 -
            n2>n1 promise 5.n1 2.n3 y
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 y
            """, "Two promises of one acceptor that report differently: the later one"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void The_broken_rule_is_named_with_the_smallest_proof(string expected, string story) =>
        Assert.That(new Story(story).Judged(5), Is.EqualTo(expected));

    [TestCaseSource(nameof(Right))]
    public void What_is_legal_is_not_flagged(string story) => Assert.That(new Story(story).Judged(5), Is.Empty);

    [Test]
    public void Half_of_an_even_number_is_no_majority() => Assert.That(new Story(Prepared + """
        n2>n1 promise 5.n1 -
        n1>n2 accept 5.n1 x
        """).Judged(4), Is.EqualTo("P-QRM-02 2 4 5"));

    [Test]
    public void A_node_that_is_alone_needs_no_messages() => Assert.That(new Story("""
        c1>n1 propose x
        n1>c1 propose_ok x
        n2>n1 prepare 7.n2
        n1>n2 promise 7.n2 1.n1 x
        """).Judged(1), Is.Empty);

    [Test]
    public void Counted_quorums_are_those_of_the_configuration()
    {
        var counts = QuorumSystem.Counts(["n1", "n2", "n3", "n4", "n5"], 4, 2);
        Assert.That(new Story(Voting).Judged(5, counts), Is.EqualTo("P-FLX-05 2 4 5 6"));
        Assert.That(new Story(Prepared + """
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n4>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            n1>c1 propose_ok x
            """).Judged(5, counts), Is.Empty);
    }

    private static TestCaseData Case(string expected, string story, string name) => new TestCaseData(expected, story).SetName(name);

    private static TestCaseData Legal(string story, string name) => new TestCaseData(story).SetName(name);
}
