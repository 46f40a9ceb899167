using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class ConsoleReportTests
{
    [Test]
    public void The_subject_is_introduced() => Assert.That(
        Told(console => console.Begin(Subject)),
        Is.EqualTo("Subject: toy 1.2 (Go)\nTier:    intercept; capabilities: messages, ordered\n\n"));

    [Test]
    public void A_pass_takes_a_line() => Assert.That(
        Told(console => console.Line(Of("SC-PRE-02", Verdict.Pass))),
        Is.EqualTo("  PASS            SC-PRE-02  A prepare below the promise gets no promise  (13 ms)\n"));

    [Test]
    public void What_could_not_be_judged_says_why() => Assert.That(
        Told(console => console.Line(Of("SC-PRE-02", Verdict.Inconclusive, "n1 exited with code 1\nits stderr ends with:\nno disk"))),
        Is.EqualTo("""
              INCONCLUSIVE    SC-PRE-02  A prepare below the promise gets no promise  (13 ms)
                              n1 exited with code 1
                              its stderr ends with:
                              no disk

            """));

    [Test]
    public void A_failure_tells_the_rule_what_was_expected_what_came_and_how_to_see_it_again() => Assert.That(
        Told(console => console.End(Report(PromisedBelowThePromise))),
        Is.EqualTo("""

            FAIL SC-PRE-02: A prepare below the promise gets no promise
              P-ACC-01 (MUST, SAFETY): No promise below a promise
                An acceptor that promised a ballot gives no promise for a lower one.
              Expected, any of:
                - silence
                - nack 3.n3
              Actual:
                - promise 3.n3 reporting nothing
              What led there (* proves it):
                    1  n1  started
                    2  n2 -> n1  prepare 5.n2
                    4  n1 -> n2  promise 5.n2 reporting nothing
               *    6  n3 -> n1  prepare 3.n3
               *    8  n1 -> n3  promise 3.n3 reporting nothing
              Run just this again:
                paxos-conformance run --only SC-PRE-02 --verbose -- './my node' --data '{data}'

              broken: P-ACC-01 (MUST, SAFETY) No promise below a promise
              not judged: P-ACC-15 (SHOULD, ADVISORY) A nack names the ballot that blocks: SC-PRE-02 ended at another rule
            1 scenario: 0 passed, 1 failed, 0 inconclusive, 0 not applicable
            2 of the 109 rules, at tier intercept: 0 kept, 1 broken, 1 not judged, 0 not applicable

            """));

    [Test]
    public void Where_it_is_wished_a_failure_comes_with_its_diagram()
    {
        using var output = new StringWriter { NewLine = "\n" };
        new ConsoleReport(output) { Diagrams = new TextStyle(100, Colour: false) }.End(Report(PromisedBelowThePromise));
        Assert.That(output.ToString(), Does.Contain("""
              What happened (* proves it):
                       n1    n2    n3
                  1    o     │     │   n1  started
                  2    <─────┤     │   n2 -> n1  prepare 5.n2
                  4    ├─────>     │   n1 -> n2  promise 5.n2 reporting nothing
            *     6    <───────────┤   n3 -> n1  prepare 3.n3
            *     8    ├───────────>   n1 -> n3  promise 3.n3 reporting nothing

            """).And.Not.Contain("What led there"));
    }

    [Test]
    public void Advice_is_told_apart_from_what_is_broken() => Assert.That(
        Told(console => console.End(Report(Broken("SC-PRE-02", "P-PRO-13", Verdict.Pass)))),
        Is.EqualTo("""

              advice: P-PRO-13 (SHOULD, ADVISORY) A higher ballot ends the round
            1 scenario: 1 passed, 0 failed, 0 inconclusive, 0 not applicable
            3 of the 109 rules, at tier intercept: 2 kept, 0 broken, 0 not judged, 0 not applicable, 1 advice

            """));

    [Test]
    public void What_nobody_expected_comes_first_then_what_is_known_then_what_is_gone_and_the_numbers_last()
    {
        var told = Told(console => console.End(Mixed));
        string[] order = ["\nFAIL SC-PRE-02: ", "\nFAIL SC-ACC-03: ", "\nKnown failures, by known.json:\n  SC-PRE-06  ", "issue 12", "\nNo longer failing, which fails the gate until the baseline says so:\n  SC-PRE-05  ", "remove its line from known.json", "\n  broken: ", Mixed.Summary];
        Assert.That(order.Select(words => told.IndexOf(words, StringComparison.Ordinal)), Is.Ordered.And.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void A_subject_cannot_command_the_terminal()
    {
        var told = Told(console =>
        {
            console.Line(Of("SC-ACC-04", Verdict.Inconclusive, Hostile));
            console.End(Mixed);
        });
        Assert.That(told.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
        Assert.That(told, Does.Contain(@"\u001B[2J"));
    }

    [Test]
    public void How_often_it_went_so_is_told_where_it_was_played_several_times() => Assert.That(
        Told(console => console.Line(Of("SC-PRE-02", Verdict.Pass) with { Plays = new Plays(3, 3) })),
        Does.EndWith("(13 ms, 3 of 3 plays)\n"));

    [Test]
    public void Of_a_long_story_the_end_is_told()
    {
        var talk = Enumerable.Range(1, 100).Select(i => new TraceEvent(i, EventKind.Note, "n1", null, $"note {i}")).ToList();
        var failure = Broken("SC-PRE-02", "P-ACC-01") with { Events = talk };
        failure = failure with { Violations = [failure.Violations[0] with { Proof = [90] }] };
        var told = Told(console => console.End(Report(failure)));
        Assert.That(told, Does.Contain("      … 50 earlier events: see --verbose\n").And.Contain("note 51\n").And.Contain(" *   90  note 90\n"));
        Assert.That(told, Does.Not.Contain("note 50\n").And.Not.Contain("note 91\n"));
    }

    private static string Told(Action<ConsoleReport> tell)
    {
        using var text = new StringWriter();
        tell(new ConsoleReport(text));
        return text.ToString();
    }
}
