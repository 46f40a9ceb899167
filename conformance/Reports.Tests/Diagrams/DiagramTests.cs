using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;
using static PaxosConformance.Reports.Tests.Diagrams.Tale;

namespace PaxosConformance.Reports.Tests.Diagrams;

public class DiagramTests
{
    [Test]
    public void A_message_that_arrives_at_once_takes_one_step() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Arrives()),
        Is.EqualTo("1 prepare 5.n2 AtOnce"));

    [TestCase(EventKind.Dropped, "Lost")]
    [TestCase(EventKind.Held, "Held")]
    [TestCase(EventKind.Unsent, "Unsent")]
    public void A_message_that_does_not_arrive_says_why(EventKind fate, string shown) => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Then(fate)),
        Is.EqualTo($"1 prepare 5.n2 {shown}"));

    [Test]
    public void A_message_that_was_never_sent_and_did_not_leave_its_machine_is_shown() => Assert.That(
        Steps(Of(new TraceEvent(1, EventKind.Unsent, "n1", new Envelope("n1", "n2", Promise(5))))),
        Is.EqualTo("1 promise 5.n2 reporting nothing Unsent"));

    [Test]
    public void A_message_of_which_the_trace_says_no_more_is_left_open() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5))),
        Is.EqualTo("1 prepare 5.n2 Open"));

    [Test]
    public void A_message_that_was_held_back_comes_in_where_it_does() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Then(EventKind.Held).Says("n3", "n1", Prepare(6)).Arrives().Arrives(0)),
        Is.EqualTo("1 prepare 5.n2 Late; 3 prepare 6.n2 AtOnce; 5 prepare 5.n2 <- 0"));

    [Test]
    public void What_was_held_back_and_is_lost_in_the_end_is_shown_where_it_is_lost() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Then(EventKind.Held).Happens(EventKind.Killed, "n1").Then(EventKind.Dropped)),
        Does.Contain("4 prepare 5.n2 <- 0 lost"));

    [Test]
    public void A_message_that_comes_in_twice_has_a_copy() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Arrives().Arrives()),
        Is.EqualTo("1 prepare 5.n2 AtOnce; 3 prepare 5.n2 <- 0 again"));

    [Test]
    public void Of_two_messages_that_are_alike_the_new_one_arrives_before_the_one_held_back() => Assert.That(
        Steps(new Tale().Says("n2", "n1", Prepare(5)).Then(EventKind.Held).Says("n2", "n1", Prepare(5)).Arrives().Arrives()),
        Is.EqualTo("1 prepare 5.n2 Late; 3 prepare 5.n2 AtOnce; 5 prepare 5.n2 <- 0"));

    [Test]
    public void A_fault_that_strikes_while_a_message_is_on_the_wire_stands_between_its_ends() => Assert.That(
        Steps(new Tale().Says("n1", "n2", Promise(5)).Happens(EventKind.Note, "n1", "kill -9 of n1, at the first promise").Happens(EventKind.Started, "n1").Arrives()),
        Is.EqualTo("1 promise 5.n2 reporting nothing Late; 2 kill -9 of n1, at the first promise Word; 3 started Started; 4 promise 5.n2 reporting nothing <- 0"));

    [Test]
    public void A_proof_marks_its_step_be_it_the_sending_or_the_arrival()
    {
        Tale tale = new Tale().Says("n2", "n1", Prepare(5)).Arrives().Says("n3", "n1", Prepare(6)).Arrives();
        Assert.That(Proofs(tale.Drawn(1)), Is.EqualTo("0"));
        Assert.That(Proofs(tale.Drawn(2)), Is.EqualTo("0"));
        Assert.That(Proofs(tale.Drawn(2, 3)), Is.EqualTo("0 1"));
        Assert.That(tale.Drawn(2, 3).LastProof, Is.EqualTo(1));
        Assert.That(tale.Drawn().LastProof, Is.Null);
    }

    [Test]
    public void What_keeps_the_suite_and_its_nodes_in_step_is_left_out_unless_it_proves_something()
    {
        Tale tale = new Tale().Says("c1", "n1", new EchoBody { MsgId = 1 }).Arrives().Says("c1", "n1", new ProposeBody { Value = "x" }).Arrives();
        Assert.That(Steps(tale), Is.EqualTo("3 propose x AtOnce"));
        Assert.That(tale.Drawn(1).Steps, Has.Count.EqualTo(2));
    }

    [Test]
    public void Nodes_come_first_by_number_then_clients()
    {
        var lines = new Tale().Says("c1", "n10", new ProposeBody { Value = "x" }).Happens(EventKind.Started, "n10").Says("n2", "n10", Prepare(1)).Drawn().Lifelines;
        Assert.That(lines, Is.EqualTo(new[] { new Lifeline("n2", Role.Puppet), new Lifeline("n10", Role.Node), new Lifeline("c1", Role.Client) }));
    }

    [Test]
    public void A_dead_node_does_not_run_until_it_is_started_again()
    {
        Tale tale = new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Killed, "n1", "by SIGKILL").Happens(EventKind.Note, "", "x").Happens(EventKind.Restarted, "n1");
        Assert.That(tale.Drawn().Outages, Is.EqualTo(new[] { new Outage(0, 1, 3, false) }));
    }

    [Test]
    public void A_pause_lasts_until_the_node_goes_on_and_a_death_to_the_end() => Assert.That(
        new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Paused, "n1").Happens(EventKind.Resumed, "n1").Happens(EventKind.PowerLost, "n1").Drawn().Outages,
        Is.EqualTo(new[] { new Outage(0, 1, 2, true), new Outage(0, 3, 4, false) }));

    [Test]
    public void On_a_new_stage_nobody_is_dead() => Assert.That(
        new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Killed, "n1").Happens(EventKind.Note, "", "-- from the start, with 5 nodes --").Drawn().Outages,
        Is.EqualTo(new[] { new Outage(0, 1, 2, false) }));

    [Test]
    public void Partitions_and_stages_are_told_apart_from_words() => Assert.That(
        Steps(new Tale().Happens(EventKind.Cut, "", "n1 | n2 n3").Happens(EventKind.Healed, "").Happens(EventKind.Note, "", "-- from the start, reversed --").Happens(EventKind.Note, "n1", "a word")),
        Is.EqualTo("1 links cut: n1 | n2 n3 Cut; 2 all links are open Healed; 3 from the start, reversed Stage; 4 a word Word"));

    [Test]
    public void What_the_subject_says_is_made_visible()
    {
        Tale tale = new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Malformed, "n1", "\e[2J\u202e").Says("n2", "n1", Accept(1, "a\u2028b")).Arrives();
        Assert.That(string.Join("; ", tale.Drawn().Steps.Select(step => step.Text)), Is.EqualTo("started; malformed: \\u001B[2J\\u202E; accept 1.n2 a\\u2028b"));
    }

    private static string Steps(Tale tale) => Steps(tale.Drawn());

    private static string Steps(Diagram diagram) => string.Join("; ", diagram.Steps.Select(step => $"{step.Clock} {step.Text} " + step switch
    {
        MessageStep message => message.Passage.ToString(),
        ArrivalStep arrival => $"<- {arrival.SentIn}{(arrival.IsLost ? " lost" : arrival.IsCopy ? " again" : "")}",
        MarkStep mark => mark.Kind.ToString(),
        NoteStep note => note.Kind.ToString(),
        _ => "?",
    }));

    private static Diagram Of(params TraceEvent[] events) => Diagram.Of(events, new HashSet<long>());

    private static string Proofs(Diagram diagram) => string.Join(' ', diagram.Steps.Index().Where(step => step.Item.Proves).Select(step => step.Index));
}
