namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 is real, n2 and n3 are puppets; n9 belongs to another cluster, and slot 7 to another instance.</summary>
public class StrangerJudgeTests
{
    private static readonly TestCaseData[] Unwise =
    [
        new TestCaseData("P-NET-06 1 2", """
            n9>n1 prepare 5.n9
            n1>n9 promise 5.n9 -
            """).SetName("A promise to a stranger"),
        new TestCaseData("P-NET-06 1 2", """
            n2>n1 prepare 5.n2 slot=7
            n1>n2 promise 5.n2 -
            """).SetName("A promise that passes over the slot"),
        new TestCaseData("P-NET-06 1 2", """
            n2>n1 accept 5.n2 x slot=7
            n1>n2 accepted 5.n2
            """).SetName("A vote that passes over the slot"),
        new TestCaseData("P-NET-06 1 3", """
            n9>n1 prepare 5.n9
            n3>n1 prepare 4.n3
            n1>n3 nack 4.n3 5.n9
            """).SetName("A refusal because of a stranger"),
        new TestCaseData("P-NET-06 1 3", """
            n2>n1 prepare 5.n2 slot=7
            n3>n1 prepare 4.n3
            n1>n3 nack 4.n3 5.n2
            """).SetName("A refusal because of another instance"),
    ];

    private static readonly TestCaseData[] Wrong =
    [
        new TestCaseData("P-ACC-16 1 2", """
            n2>n1 prepare 5.n2 slot=7
            n1>n2 promise 5.n2 - slot=8
            """).SetName("A promise under another slot"),
        new TestCaseData("P-ACC-01 3 4 5 6", """
            n2>n1 prepare 9.n2 slot=7
            n1>n2 promise 9.n2 - slot=7
            n2>n1 prepare 5.n2
            n1>n2 promise 5.n2 -
            n3>n1 prepare 4.n3
            n1>n3 promise 4.n3 -
            """).SetName("A promise below a promise, beside the traffic of another instance"),
    ];

    private static readonly TestCaseData[] Right =
    [
        new TestCaseData("n9>n1 prepare 5.n9").SetName("Silence to a stranger"),
        new TestCaseData("""
            n1>n2 prepare 1.n1
            n9>n1 promise 1.n1 -
            n2>n1 promise 1.n1 -
            c1>n1 propose x
            n1>n2 accept 1.n1 x
            n1>n3 accepted 1.n1 x
            """).SetName("A vote in the own ballot, of which a stranger spoke too"),
        new TestCaseData("""
            n2>n1 prepare 5.n2 slot=7
            n1>n2 nack 5.n2 3.n3
            """).SetName("A refusal of another instance"),
        new TestCaseData("""
            n2>n1 prepare 5.n2 slot=7
            n1>n2 promise 5.n2 - slot=7
            """).SetName("A promise in the slot that was asked for"),
        new TestCaseData("""
            n9>n1 prepare 9.n9
            n2>n1 prepare 9.n2 slot=7
            n3>n1 prepare 4.n3
            n1>n3 promise 4.n3 -
            """).SetName("A promise as if nobody else had spoken"),
    ];

    [TestCaseSource(nameof(Unwise))]
    [TestCaseSource(nameof(Wrong))]
    public void Is_found(string found, string story) => Assert.That(new Story(story).Judged(), Is.EqualTo(found));

    [TestCaseSource(nameof(Right))]
    public void Is_right(string story) => Assert.That(new Story(story).Judged(), Is.Empty);
}
