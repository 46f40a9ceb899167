namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 is real; n2 to n5 are puppets.</summary>
public class AcceptorJudgeTests
{
    private const string Promised5 = """
        n2>n1 prepare 5.n2
        n1>n2 promise 5.n2 -

        """;

    private const string Accepted2 = """
        n2>n1 prepare 2.n2
        n1>n2 promise 2.n2 -
        n2>n1 accept 2.n2 x
        n1>n2 accepted 2.n2

        """;

    private const string Accepted5Unprepared = """
        n2>n1 accept 5.n2 x
        n1>n2 accepted 5.n2

        """;

    private static readonly TestCaseData[] Wrong =
    [
        new TestCaseData("P-ACC-01 1 2 3 4", Promised5 + """
            n3>n1 prepare 3.n3
            n1>n3 promise 3.n3 -
            """).SetName("A promise below a promise"),
        new TestCaseData("P-ACC-01 1 2 3 4", """
            n2>n1 prepare 10.n2
            n1>n2 promise 10.n2 -
            n3>n1 prepare 9.n3
            n1>n3 promise 9.n3 -
            """).SetName("A promise for ballot 9 after 10"),
        new TestCaseData("P-ACC-08 1 2 3 4", Accepted5Unprepared + """
            n3>n1 prepare 3.n3
            n1>n3 promise 3.n3 -
            """).SetName("A promise below an acceptance"),
        new TestCaseData("P-ACC-08 1 2 3 4", Accepted5Unprepared + """
            n3>n1 accept 4.n3 y
            n1>n3 accepted 4.n3
            """).SetName("An acceptance below an acceptance"),
        new TestCaseData("P-ACC-05 1 2 3 4", Promised5 + """
            n3>n1 accept 3.n3 x
            n1>n3 accepted 3.n3
            """).SetName("An acceptance below a promise"),
        new TestCaseData("P-ACC-05 3 4 1 5", """
            n3>n1 accept 3.n3 x
            n1>n2 nack 3.n3
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 -
            n1>n3 accepted 3.n3
            """).SetName("A late acceptance that the promise did not report"),
        new TestCaseData("P-BAL-02 1 2 3 4", """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 -
            """).SetName("A promise for a lower id of the same counter"),
        new TestCaseData("P-BAL-06 1 2 3 4", """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            """).SetName("An acceptance for a lower id of the same counter"),
        new TestCaseData("P-DUR-01 1 2 4 5 6", Promised5 + """
            n1 killed
            n1 restarted
            n3>n1 accept 3.n3 x
            n1>n3 accepted 3.n3
            """).SetName("A promise forgotten in a crash"),
        new TestCaseData("P-DUR-04 1 2 4 5 6", Accepted5Unprepared + """
            n1 killed
            n1 restarted
            n3>n1 prepare 4.n3
            n1>n3 promise 4.n3 -
            """).SetName("The promise of an acceptance forgotten in a crash"),
        new TestCaseData("P-DUR-03 1 2 4 5 6", Promised5 + """
            n1 powerlost
            n1 restarted
            n3>n1 accept 3.n3 x
            n1>n3 accepted 3.n3
            """).SetName("A promise lost with the power"),
        new TestCaseData("P-ACC-02 3 4 5 6", Accepted2 + """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            """).SetName("An accepted pair not reported"),
        new TestCaseData("P-ACC-02 1 2 3 4", Accepted5Unprepared + """
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 -
            """).SetName("An accepted pair not reported at its own ballot, prepared afterwards"),
        new TestCaseData("P-ACC-02 3 4 6 7", Accepted2 + """
            n3>n1 decide x
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            """).SetName("An accepted pair not reported though the decision is known"),
        new TestCaseData("P-ACC-10 5 6 7 8", Accepted2 + """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            n2>n1 prepare 7.n2
            n1>n2 promise 7.n2 -
            """).SetName("An accepted pair reported once and then no more"),
        new TestCaseData("P-ACC-10 3 4 6 7", Accepted2 + """
            n3>n1 prepare 5.n3
            n2>n1 prepare 7.n2
            n1>n2 promise 7.n2 -
            """).SetName("An accepted pair dropped by a prepare that was not answered"),
        new TestCaseData("P-ACC-13 5 6 8", Accepted2 + """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            """).SetName("The same prepare promised again with less"),
        new TestCaseData("P-ACC-09 3 4 5 6", """
            n2>n1 accept 3.n2 w
            n1>n2 nack 3.n2
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            n3>n1 prepare 9.n3
            n1>n3 promise 9.n3 3.n2 w
            """).SetName("A lower pair reported than was accepted"),
        new TestCaseData("P-ACC-08 1 2 3 4; P-ACC-09 1 2 5 6", Accepted5Unprepared + """
            n3>n1 accept 4.n3 y
            n1>n3 accepted 4.n3
            n3>n1 prepare 9.n3
            n1>n3 promise 9.n3 4.n3 y
            """).SetName("The pair accepted last instead of the highest"),
        new TestCaseData("P-DUR-02 3 4 6 7 8", Accepted2 + """
            n1 killed
            n1 restarted
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            """).SetName("An accepted pair lost in a crash"),
        new TestCaseData("P-DUR-03 3 4 6 7 8", Accepted2 + """
            n1 powerlost
            n1 restarted
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 -
            """).SetName("An accepted pair lost with the power"),
        new TestCaseData("P-DUR-02 5 6 8 9 10", """
            n2>n1 accept 2.n2 x
            n1>n2 accepted 2.n2
            n3>n1 accept 3.n3 z
            n1>n3 nack 3.n3
            n2>n1 accept 4.n2 y
            n1>n2 accepted 4.n2
            n1 killed
            n1 restarted
            n3>n1 prepare 9.n3
            n1>n3 promise 9.n3 2.n2 x
            """).SetName("The record written last is lost in a crash"),
        new TestCaseData("P-ACC-10 4 5 6 7", """
            n2>n1 accept 5.n2 x
            n1 killed
            n1 restarted
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 5.n2 x
            n3>n1 prepare 7.n3
            n1>n3 promise 7.n3 -
            """).SetName("A pair whose acceptance was open is reported and then no more"),
        new TestCaseData("P-DUR-05 1 3 5 6 7", """
            n2>n1 accept 2.n2 x
            n1>n2 accepted 2.n2
            n3>n1 accept 4.n3 y
            n1 powerlost
            n1 restarted
            n2>n1 prepare 9.n2
            n1>n2 promise 9.n2 4.n3 x
            """).SetName("A torn pair after a loss of power"),
        new TestCaseData("P-ACC-04 1 5 7 8", """
            n2>n1 accept 2.n2 x
            n1>n2 accepted 2.n2
            n2>n1 prepare 3.n2
            n1>n2 promise 3.n2 2.n2 x
            n3>n1 prepare 7.n3
            n1>n3 promise 7.n3 2.n2 x
            n2>n1 prepare 9.n2
            n1>n2 promise 9.n2 7.n3 x
            """).SetName("The promised ballot reported as the accepted one"),
        new TestCaseData("P-ACC-03 1 2", """
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 3.n3 q
            """).SetName("A pair that nobody ever offered"),
        new TestCaseData("P-ACC-08 1 2 3", """
            n3>n1 accept 7.n3 x
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 7.n3 x
            """).SetName("A promise below the pair that it reports"),
        new TestCaseData("P-ACC-16 2", """
            n2>n1 prepare 5.n2
            n1>n2 promise 4.n2 -
            """).SetName("A promise for another ballot than was asked for"),
        new TestCaseData("P-ACC-16 2", """
            n2>n1 prepare 5.n2
            n1>n3 promise 5.n2 -
            """).SetName("A promise to somebody who did not ask"),
        new TestCaseData("P-ACC-16 1", "n1>n2 accepted 5.n2").SetName("An acceptance of what nobody offered"),
        new TestCaseData("P-ACC-11 1 2 3 4", """
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            n2>n1 accept 5.n2 y
            n1>n2 accepted 5.n2
            """).SetName("Two values accepted in one ballot"),
        new TestCaseData("P-ACC-04 1 2", """
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2 y
            """).SetName("An acceptance of another value than was offered"),
        new TestCaseData("P-ACC-15 4", Promised5 + """
            n3>n1 prepare 3.n3
            n1>n3 nack 3.n3 2.n2
            """).SetName("A refusal that names a lower ballot"),
        new TestCaseData("P-ACC-15 4", Promised5 + """
            n3>n1 prepare 3.n3
            n1>n3 nack 3.n3 8.n2
            """).SetName("A refusal that names a ballot nobody used"),
    ];

    private static readonly TestCaseData[] Right =
    [
        new TestCaseData(Promised5 + """
            n3>n1 prepare 3.n3
            n1>n3 promise 5.n2 -
            n3>n1 accept 3.n3 x
            n1>n3 accepted 5.n2
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 -
            """).SetName("Refusals shaped like votes"),
        new TestCaseData("""
            n3>n1 prepare 3.n3
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 -
            n1>n3 promise 3.n3 -
            """).SetName("Promises that overtake each other"),
        new TestCaseData("""
            n3>n1 accept 3.n3 x
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 3.n3 x
            n1>n3 accepted 3.n3
            """).SetName("An acceptance overtaken by the promise that reports it"),
        new TestCaseData("""
            n3>n1 accept 3.n3 x
            n2>n1 accept 4.n2 y
            n1>n2 accepted 4.n2
            n1>n3 accepted 3.n3
            n2>n1 prepare 6.n2
            n1>n2 promise 6.n2 4.n2 y
            """).SetName("Acceptances that overtake each other"),
        new TestCaseData(Accepted2 + """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            n2>n1 accept 2.n2 x
            n1>n2 accepted 2.n2
            n2>n1 prepare 2.n2
            n1>n2 promise 2.n2 -
            """).SetName("Old answers repeated word by word"),
        new TestCaseData(Accepted2 + """
            n1>n3 accepted 2.n2
            n1>n2 accepted 2.n2 x
            n1>n4 accepted 2.n2
            """).SetName("Acceptances broadcast to learners"),
        new TestCaseData(Accepted2 + """
            n2>n1 prepare 2.n2
            n1>n2 promise 2.n2 2.n2 x
            n2>n1 prepare 2.n2
            n1>n2 promise 2.n2 -
            n3>n1 prepare 3.n3
            n1>n3 promise 3.n3 2.n2 x
            """).SetName("An equal prepare answered with the current pair or with the first answer"),
        new TestCaseData(Accepted2 + """
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            n3>n1 accept 5.n3 y
            n1>n3 accepted 5.n3
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 5.n3 y
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            """).SetName("A repeated prepare with either pair"),
        new TestCaseData("""
            n3>n1 decide x
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 5.n2 x
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 1.n9 x
            n3>n1 prepare 7.n3
            n1>n3 promise 7.n3 -
            n3>n1 prepare 8.n3
            n1>n3 decide x
            """).SetName("Who knows the decision may report it with any ballot, or nothing if it never accepted"),
        new TestCaseData("""
            n2>n1 accept 5.n2 x
            n1 killed
            n1 restarted
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 -
            """).SetName("An open acceptance that is not reported"),
        new TestCaseData("""
            n2>n1 accept 5.n2 x
            n1 killed
            n1 restarted
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 5.n2 x
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            """).SetName("An open acceptance that is reported and then acknowledged"),
        new TestCaseData(Accepted2 + """
            n1 killed
            n1 restarted
            n3>n1 prepare 5.n3
            n1>n3 promise 5.n3 2.n2 x
            """).SetName("An accepted pair kept through a crash"),
        new TestCaseData(Accepted2 + """
            n1 wiped
            n3>n1 prepare 1.n3
            n1>n3 promise 1.n3 -
            """).SetName("A wiped node starts anew"),
        new TestCaseData("""
            c1>n1 propose x
            n1>n2 prepare 4.n1
            n2>n1 promise 4.n1 -
            n4>n1 promise 4.n1 -
            n3>n1 prepare 6.n3
            n1>n3 promise 6.n3 4.n1 x
            n1>n2 accept 4.n1 x
            n1>n3 nack 6.n3 6.n3
            n2>n1 prepare 7.n2
            n1>n2 promise 7.n2 4.n1 x
            """).SetName("An own pair reported before its accept was sent"),
        new TestCaseData("""
            n2>n1 prepare 5.n2
            n1>n2 nack 5.n2 9.n1
            n3>n1 prepare 3.n3
            n1>n3 nack 3.n3 5.n2
            n3>n1 prepare 3.n3
            n1>n3 nack 3.n3
            n3>n1 prepare 3.n3
            n1>n3 nack 3.n3 3.n3
            """).SetName("Refusals with an own ballot, a heard one, none, or the same"),
        new TestCaseData("""
            n2>n1 prepare 2.n2
            n1>n2 promise 2.n2 -
            n3>n1 accept 5.n3 x
            n1>n3 nack 5.n3 2.n2
            """).SetName("An accept above the promise refused, the promise named"),
        new TestCaseData("""
            n2>|n1 prepare 5.n2
            n3>n1 prepare 3.n3
            n1>n3 promise 3.n3 -
            deliver 1
            n1>n2 promise 5.n2 -
            """).SetName("A prepare that was held back"),
        new TestCaseData("""
            n2>n1 accept 5.n2 x
            n1>n2 accepted 5.n2
            n2>n1 accept 5.n2 y
            n1>n2 nack 5.n2 5.n2
            """).SetName("A second value in one ballot refused"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void The_broken_rule_is_named_with_the_smallest_proof(string expected, string story) =>
        Assert.That(new Story(story).Judged(5), Is.EqualTo(InOrder(expected)));

    [TestCaseSource(nameof(Right))]
    public void What_is_legal_is_not_flagged(string story) => Assert.That(new Story(story).Judged(5), Is.Empty);

    // The lines of a proof, however the table lists them.
    private static string InOrder(string expected) => string.Join("; ", expected.Split("; ").Select(one =>
        string.Join(" ", one.Split(' ').Take(1).Concat(one.Split(' ').Skip(1).OrderBy(int.Parse)))));
}
