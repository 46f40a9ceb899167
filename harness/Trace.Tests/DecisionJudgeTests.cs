namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 is real; the others are puppets. Five acceptors.</summary>
public class DecisionJudgeTests
{
    private const string Voting = """
        c1>n1 propose x
        n1>n2 prepare 5.n1
        n2>n1 promise 5.n1 -
        n3>n1 promise 5.n1 -
        n1>n2 accept 5.n1 x

        """;

    private const string Adopted = """
        c1>n1 propose x
        n1>n2 prepare 5.n1
        n2>n1 promise 5.n1 -
        n3>n1 promise 5.n1 2.n3 y
        n1>n2 accept 5.n1 y

        """;

    private static readonly TestCaseData[] Wrong =
    [
        Case("P-PRO-08 5 6", Voting + "n1>n2 decide x 5.n1", "A decision told together with the accept"),
        Case("P-PRO-08 4", """
            c1>n1 propose x
            n1>n2 prepare 5.n1
            n2>n1 promise 5.n1 -
            n1>n2 decide x 5.n1
            """, "A decision told before anything was put to the vote"),
        Case("P-PRO-08 5 6 7", Voting + """
            n2>n1 accepted 5.n1
            n1>n3 decide x
            """, "A decision by one vote and the own of five"),
        Case("P-PRO-09 5 7 8 10", Voting + """
            n1>n2 prepare 7.n1
            n2>n1 accepted 7.n1
            n3>n1 accepted 5.n1
            n1>n2 prepare 9.n1
            n1>c1 propose_ok x
            """, "Votes for another own ballot counted"),
        Case("P-PRO-06 5 6 8", Voting + """
            n2>n1 accepted 5.n1
            deliver 6
            n1>c1 propose_ok x
            """, "One vote counted twice"),
        Case("P-PRO-07 5 6 7 8", Voting + """
            n2>n1 accepted 5.n1
            n9>n1 accepted 5.n1
            n1>c1 propose_ok x
            """, "The vote of a stranger counted"),
        Case("P-PRO-18 5 6 8", Voting + """
            n2>n1 accepted 5.n1
            n3>n1 nack 5.n1 9.n3
            n1>c1 propose_ok x
            """, "A refusal counted as a vote"),
        Case("P-PRO-12 3 4 7 8 9 10", """
            c1>n1 propose x
            n1>n2 prepare 5.n1
            n4>n1 prepare 8.n4
            n1>n4 promise 8.n4 -
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>c1 propose_ok x
            """, "The own vote counted below the own promise"),
        Case("P-LRN-01 2 4 5", """
            n2>n3 accept 1.n2 x
            n3>n1 accepted 1.n2
            n4>n2 accept 3.n4 x
            n2>n1 accepted 3.n4
            n1>c1 learned_ok x
            """, "Votes of different ballots counted together"),
        Case("P-LRN-01 2 3", """
            n2>n3 accept 1.n2 x
            n3>n1 accepted 1.n2
            n1>c1 learned_ok x
            """, "Learnt from a single vote"),
        Case("P-SAF-05 2", """
            n2>n1 accept 1.n2 x
            n1>c1 learned_ok x
            """, "Learnt without any vote"),
        Case("P-PRO-10 5 8", Adopted + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide x 5.n1
            """, "The own wish told as the decision"),
        Case("P-PRO-10 5 8", Adopted + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide x
            """, "The own wish told as the decision, without a ballot"),
        Case("P-PRO-15 5 8", Adopted + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>c1 propose_ok x
            """, "Success for a value that lost"),
        Case("P-PRO-15 8 9", Adopted + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide y
            n1>c1 propose_ok x
            """, "Success for a value that lost, after the decision was told"),
        Case("P-PRO-15 2 3", """
            c1>n1 propose x
            n2>n1 decide y
            n1>c1 propose_ok x
            """, "Success for a value though another was told as decided"),
        Case("P-SAF-02 1", "n1>c1 learned_ok q", "A decision that nobody submitted"),
        Case("P-SAF-03 2 4", """
            n2>n1 decide x
            n1>c1 learned_ok x
            c2>n1 propose y
            n1>c1 learned_ok y
            """, "The register changes by itself"),
        Case("P-LRN-02 2 3 4", """
            n2>n1 decide x
            n1>c1 learned_ok x
            n3>n1 decide y
            n1>c1 learned_ok y
            """, "The register changes by another decision"),
    ];

    private static readonly TestCaseData[] Right =
    [
        Legal(Voting + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide x 5.n1
            n1>c1 propose_ok x
            n1>c2 learned_ok x
            """, "A decision by two votes and the own"),
        Legal(Adopted + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>n2 decide y
            n1>c1 propose_ok y
            """, "The adopted value wins"),
        Legal("""
            c1>n1 propose x
            n1>n2 prepare 5.n1
            n2>n1 promise 5.n1 -
            n3>n1 promise 5.n1 -
            n1>n2 accept 5.n1 x
            n4>n1 prepare 8.n4
            n1>n4 promise 8.n4 5.n1 x
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n1>c1 propose_ok x
            """, "The own vote was cast before the own promise"),
        Legal("""
            n2>n3 accept 1.n2 x
            n3>n1 accepted 1.n2
            n4>n1 accepted 1.n2
            n2>n1 accepted 1.n2
            n1>c1 learned_ok x
            """, "Learnt from the votes of others"),
        Legal("""
            n2>n1 decide x
            n1>c1 learned_ok -
            n1>c1 learned_ok x
            n1 killed
            n1 restarted
            n1>c1 learned_ok -
            n2>n1 decide x
            n1>c1 learned_ok x
            """, "The decision forgotten in a crash and learnt anew"),
        Legal("""
            n2>n1 decide x
            n1>c1 learned_ok x
            n3>n1 decide y
            n1>c1 learned_ok x
            """, "A contradiction is not followed"),
        Legal("""
            c1>n1 propose x
            n2>n1 decide y
            n1>c1 propose_ok y
            n1>n3 decide y
            """, "The proposer is told what won"),
        Legal("""
            c1>n1 propose x
            n1>n2 propose x
            n2>n1 propose_ok y
            n1>c1 propose_ok y
            """, "A proposal handed on to another node"),
        Legal(Voting + """
            n2>n1 accepted 5.n1
            n3>n1 accepted 5.n1
            n4>n1 prepare 8.n4
            n1>n4 promise 8.n4 3.n1 x
            n1>c1 propose_ok x
            """, "The decision, known by counting, is reported with any ballot before it is shown"),
        Legal("""
            n2>n3 accept 1.n2 x
            n2>n1 promise 4.n1 1.n2 x
            n3>n1 promise 4.n1 1.n2 x
            n4>n1 promise 4.n1 1.n2 x
            n1>c1 learned_ok x
            """, "Learnt from what promises report"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void The_broken_rule_is_named_with_the_smallest_proof(string expected, string story) =>
        Assert.That(new Story(story).Judged(5), Is.EqualTo(expected));

    [TestCaseSource(nameof(Right))]
    public void What_is_legal_is_not_flagged(string story) => Assert.That(new Story(story).Judged(5), Is.Empty);

    [Test]
    public void Two_nodes_may_not_show_different_decisions() => Assert.That(new Story("""
        c1>n1 propose x
        c2>n2 propose y
        n1>n2 prepare 1.n1
        n2>n1 promise 1.n1 -
        n1>n2 accept 1.n1 x
        n2>n1 accepted 1.n1
        n1>c1 propose_ok x
        n2>n3 prepare 2.n2
        n3>n2 promise 2.n2 -
        n2>n3 accept 2.n2 y
        n3>n2 accepted 2.n2
        n2>c2 propose_ok y
        """).Judged(3, null, "n1", "n2", "n3"), Is.EqualTo("P-PRO-02 5 6 10; P-SAF-01 7 12"));

    [Test]
    public void What_puppets_told_wrongly_is_not_held_against_those_who_believed_it() => Assert.That(new Story("""
        n3>n1 decide x
        n3>n2 decide y
        n1>c1 learned_ok x
        n2>c1 learned_ok y
        """).Judged(3, null, "n1", "n2"), Is.Empty);

    [Test]
    public void After_a_wipe_no_agreement_is_expected() => Assert.That(new Story("""
        c1>n1 propose x
        n1>n2 prepare 1.n1
        n2>n1 promise 1.n1 -
        n1>n2 accept 1.n1 x
        n2>n1 accepted 1.n1
        n1>c1 propose_ok x
        n2 wiped
        c2>n2 propose y
        n2>n3 prepare 2.n2
        n3>n2 promise 2.n2 -
        n2>n3 accept 2.n2 y
        n3>n2 accepted 2.n2
        n2>c2 propose_ok y
        """).Judged(3, null, "n1", "n2", "n3"), Is.Empty);

    [Test]
    public void Half_of_an_even_number_of_votes_chooses_nothing() => Assert.That(new Story(Voting + """
        n2>n1 accepted 5.n1
        n1>n3 decide x
        """).Judged(4), Is.EqualTo("P-QRM-02 5 6 7"));

    private static TestCaseData Case(string expected, string story, string name) => new TestCaseData(expected, story).SetName(name);

    private static TestCaseData Legal(string story, string name) => new TestCaseData(story).SetName(name);
}
