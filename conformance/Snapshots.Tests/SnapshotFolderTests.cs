using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Snapshots.Tests;

public class SnapshotFolderTests
{
    private static readonly Scenario First = Scenario.All[0];

    private string path = "";
    private SnapshotFolder folder = null!;

    private string Verified => Path.Combine(path, $"{First.Id}.verified.txt");

    private string Received => Path.Combine(path, $"{First.Id}.received.txt");

    [SetUp]
    public void Make()
    {
        path = Directory.CreateTempSubdirectory("snapshots-").FullName;
        folder = new SnapshotFolder(path);
    }

    [TearDown]
    public void Remove() => Directory.Delete(path, recursive: true);

    [Test]
    public void An_accepted_trace_is_a_readable_text_without_what_another_run_could_not_repeat()
    {
        folder.Accept(Result("x", started: 7));
        Assert.That(File.ReadAllText(Verified), Is.EqualTo(
            $"{First.Id}: {First.Title}\nPASS\n\n   1  n1  started\n   2  n2 -> n1  accept 5.n2 x\n   3  n1 -> n2  accepted 5.n2"));
    }

    [Test]
    public void The_same_messages_at_other_times_are_the_same_trace()
    {
        folder.Accept(Result("x", started: 7));
        Assert.That(folder.Compare(Result("x", started: 3)), Is.Null);
        Assert.That(Directory.EnumerateFiles(path), Has.Exactly(1).Items);
    }

    [Test]
    public void Another_message_is_a_change_that_shows_both_lines()
    {
        folder.Accept(Result("x"));
        var change = folder.Compare(Result("y"))!;
        Assert.That(change.Difference, Does.Contain("-    2  n2 -> n1  accept 5.n2 x").And.Contain("+    2  n2 -> n1  accept 5.n2 y").And.Contain("     1  n1  started"));
        Assert.That(File.ReadAllText(Received), Does.Contain("accept 5.n2 y"));
    }

    [Test]
    public void Another_verdict_is_a_change()
    {
        folder.Accept(Result("x"));
        Assert.That(folder.Compare(Result("x") with { Verdict = Verdict.Fail })!.Difference, Does.Contain("- PASS").And.Contain("+ FAIL"));
    }

    [Test]
    public void What_is_accepted_in_the_end_is_no_change_any_more()
    {
        folder.Accept(Result("x"));
        folder.Compare(Result("y"));
        folder.Accept(Result("y"));
        Assert.That(folder.Compare(Result("y")), Is.Null);
        Assert.That(File.Exists(Received), Is.False);
    }

    [Test]
    public void What_an_editor_does_to_the_end_of_lines_is_no_change()
    {
        folder.Accept(Result("x"));
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace("\n", "\r\n") + "\r\n");
        Assert.That(folder.Compare(Result("x")), Is.Null);
    }

    [Test]
    public void A_scenario_whose_trace_is_taken_back_is_no_longer_compared()
    {
        folder.Accept(Result("x"));
        Assert.That(folder.Scenarios, Does.Contain(First));
        folder.Forget(First);
        Assert.That(folder.Scenarios, Is.Empty);
    }

    private static ScenarioResult Result(string value, int started = 1)
    {
        var ballot = new Paxos.Ballot(5, "n2");
        TraceEvent[] events =
        [
            new(started, EventKind.Started, "n1"),
            new(started + 1, EventKind.Sent, "harness", new Envelope("harness", "n1", new EchoBody { MsgId = started })),
            new(started + 2, EventKind.Sent, "n2", new Envelope("n2", "n1", new AcceptBody { Ballot = ballot, Value = value })),
            new(started + 3, EventKind.Delivered, "n1", new Envelope("n2", "n1", new AcceptBody { Ballot = ballot, Value = value })),
            new(started + 4, EventKind.Sent, "n1", new Envelope("n1", "n2", new AcceptedBody { Ballot = ballot })),
        ];
        return new ScenarioResult(First, Verdict.Pass, null, [], new Dictionary<string, string>(), [], events, TimeSpan.FromMilliseconds(started));
    }
}
