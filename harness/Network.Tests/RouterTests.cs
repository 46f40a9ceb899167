using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

public class RouterTests
{
    private Trace trace = null!;
    private Router router = null!;
    private FakeNode n1 = null!;
    private FakeNode n2 = null!;

    [SetUp]
    public void Connect()
    {
        trace = new Trace();
        router = new Router(trace);
        (n1, n2) = (new FakeNode(new Deaf()), new FakeNode(new Deaf()));
        router.Attach("n1", n1);
        router.Attach("n2", n2);
    }

    [Test]
    public void Messages_are_delivered_in_order_and_written_down()
    {
        var (first, second) = (Prepare(1), Prepare(2));
        router.Send(first);
        router.Send(second);
        Assert.That(n1.Received, Is.EqualTo(new[] { first, second }));
        Assert.That(Events, Is.EqualTo("Sent n2, Delivered n1, Sent n2, Delivered n1"));
    }

    [Test]
    public void Sending_tells_the_event_of_the_message()
    {
        router.Send(Prepare(1));
        var sent = router.Send(Prepare(2));
        Assert.That(sent, Is.EqualTo(new TraceEvent(3, EventKind.Sent, "n2", Prepare(2))));
    }

    [Test]
    public void What_a_node_says_reaches_another_node()
    {
        n1.Say("n2", new PromiseBody { Ballot = B(1) });
        Assert.That(n2.Received, Is.EqualTo(new[] { new Envelope("n1", "n2", new PromiseBody { Ballot = B(1) }) }));
    }

    [Test]
    public void What_a_node_says_to_nobody_is_in_the_trace()
    {
        n1.Say("n3", new PromiseBody { Ballot = B(1) });
        Assert.That(Events, Is.EqualTo("Sent n1, Delivered n3"));
    }

    [Test]
    public void A_puppet_hears_what_is_delivered_and_may_answer_at_once()
    {
        router.Attach("n3", message => router.Send(new Envelope("n3", message.Src, new NackBody { Ballot = B(1) })));
        using (router.Cut("n2", "n3")) router.Send(new Envelope("n2", "n3", new PrepareBody { Ballot = B(1) }));
        n1.Say("n3", new PrepareBody { Ballot = B(1) });
        Assert.That(n1.Received, Is.EqualTo(new[] { new Envelope("n3", "n1", new NackBody { Ballot = B(1) }) }));
        Assert.That(n2.Received, Is.Empty);
    }

    [Test]
    public void A_network_that_was_cleared_delivers_to_nobody_and_loses_what_it_held()
    {
        var hold = router.Hold(message => message.Body is PrepareBody);
        router.Send(Prepare(1));
        router.Clear();
        hold.Dispose();
        router.Send(Prepare(2));
        Assert.That(n1.Received, Is.Empty);
        Assert.That(hold.Count, Is.EqualTo(1));
    }

    [Test]
    public void What_a_node_was_about_to_say_when_the_network_was_cleared_is_not_taken_for_the_words_of_its_successor()
    {
        router.Clear();
        var successor = new FakeNode(new Deaf());
        router.Attach("n1", successor);
        n1.Say("n2", new PromiseBody { Ballot = B(1) });
        n1.Listener.HeardMalformed("?", "no JSON");
        n1.Listener.Ended("exited with code 1");
        Assert.That(trace.Events, Is.Empty);
        successor.Say("n2", new PromiseBody { Ballot = B(2) });
        Assert.That(Events, Is.EqualTo("Sent n1, Delivered n2"));
    }

    [Test]
    public void Nobody_speaks_for_another()
    {
        n1.Say("n2", new PromiseBody { Ballot = B(1) }, src: "n3");
        Assert.That(n2.Received, Is.Empty);
        Assert.That(Events, Is.EqualTo("Malformed n1"));
        Assert.That(trace.Events[0].Text, Does.StartWith("/src: 'n3' speaks, but this is n1 in: {\"src\":\"n3\""));
    }

    [Test]
    public void Garbage_is_written_down_with_what_is_wrong_with_it()
    {
        n1.Listener.HeardMalformed("hello", "the line is not one JSON object");
        Assert.That(trace.Events.Single(), Is.EqualTo(new TraceEvent(1, EventKind.Malformed, "n1", null, "the line is not one JSON object in: hello")));
    }

    [Test]
    public void The_end_of_a_node_is_written_down()
    {
        n1.Listener.Ended("exited with code 3");
        Assert.That(trace.Events.Single(), Is.EqualTo(new TraceEvent(1, EventKind.Exited, "n1", null, "exited with code 3")));
    }

    [Test]
    public void What_is_dropped_is_lost_for_good()
    {
        var rule = router.Drop(message => message.Body is PrepareBody);
        router.Send(Prepare(1));
        router.Send(new Envelope("n2", "n1", new NackBody { Ballot = B(1) }));
        rule.Dispose();
        router.Send(Prepare(2));
        Assert.That(string.Join(", ", n1.Received.Select(message => message.Body.Type)), Is.EqualTo("nack, prepare"));
        Assert.That(Told(trace.Events.Take(2)), Is.EqualTo("Sent n2, Dropped n1"));
        Assert.That(rule.Count, Is.EqualTo(1));
    }

    [Test]
    public void What_is_held_is_delivered_in_order_when_the_rule_ends()
    {
        var rule = router.Hold(message => message.Dest == "n1");
        router.Send(Prepare(1));
        router.Send(Prepare(2));
        Assert.That(n1.Received, Is.Empty);
        Assert.That(Events, Is.EqualTo("Sent n2, Held n1, Sent n2, Held n1"));

        rule.Dispose();
        Assert.That(n1.Received, Is.EqualTo(new[] { Prepare(1), Prepare(2) }));
        Assert.That(Told(trace.Events.Skip(4)), Is.EqualTo("Delivered n1, Delivered n1"));
        Assert.That(rule.Count, Is.EqualTo(2));
    }

    [Test]
    public void A_rule_that_ended_twice_delivers_once()
    {
        var rule = router.Hold(_ => true);
        router.Send(Prepare(1));
        rule.Dispose();
        rule.Dispose();
        Assert.That(n1.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_first_rule_that_matches_decides()
    {
        using var hold = router.Hold(message => message.Body is PrepareBody);
        using var drop = router.Drop(_ => true);
        router.Send(Prepare(1));
        Assert.That((hold.Count, drop.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void A_cut_takes_one_direction()
    {
        using var cut = router.Cut("n2", "n1");
        router.Send(Prepare(1));
        n1.Say("n2", new PromiseBody { Ballot = B(1) });
        Assert.That(n1.Received, Is.Empty);
        Assert.That(n2.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_partition_lets_through_what_stays_on_one_side()
    {
        using var partition = router.Partition(["n1", "n3"], ["n2"]);
        router.Send(Prepare(1));
        router.Send(new Envelope("n3", "n1", new PrepareBody { Ballot = B(2) }));
        Assert.That(n1.Received.Single().Src, Is.EqualTo("n3"));
    }

    [Test]
    public void A_node_on_no_side_of_a_partition_is_cut_off()
    {
        using var partition = router.Partition(["n2", "n3"]);
        router.Send(Prepare(1));
        n1.Say("n2", new PromiseBody { Ballot = B(1) });
        Assert.That(n1.Received.Concat(n2.Received), Is.Empty);
    }

    [Test]
    public void A_partition_does_not_part_nodes_from_clients()
    {
        using var partition = router.Partition(["n1"], ["n2"]);
        router.Send(new Envelope("c1", "n1", new LearnedBody { MsgId = 1 }));
        Assert.That(n1.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_node_that_floods_is_ended_and_heard_no_more()
    {
        for (var i = 0; i < Router.Flood + 10; i++) n1.Say("n3", new NackBody { Ballot = B(1) });
        Assert.That(n1.IsRunning, Is.False);
        Assert.That(trace.Events[^1].Text, Is.EqualTo($"was ended: it wrote {Router.Flood} lines in one scenario"));
        Assert.That(trace.Events.Count(e => e.Kind == EventKind.Exited), Is.EqualTo(1));
        Assert.That(trace.Events.Count(e => e.Kind == EventKind.Sent), Is.EqualTo(Router.Flood - 1));
    }

    [Test]
    public void A_node_that_floods_with_garbage_is_ended_too()
    {
        for (var i = 0; i < Router.Flood; i++) n1.Listener.HeardMalformed("x", "no JSON");
        Assert.That(n1.IsRunning, Is.False);
    }

    [Test]
    public void The_flood_of_one_node_is_not_counted_against_another()
    {
        for (var i = 0; i < Router.Flood - 1; i++) n1.Say("n3", new NackBody { Ballot = B(1) });
        n2.Say("n3", new NackBody { Ballot = B(1) }, src: "n2");
        Assert.That((n1.IsRunning, n2.IsRunning), Is.EqualTo((true, true)));
    }

    private string Events => Told(trace.Events);

    private static string Told(IEnumerable<TraceEvent> events) => string.Join(", ", events.Select(e => $"{e.Kind} {e.Node}"));

    private static Ballot B(long n) => new(n, "n2");

    private static Envelope Prepare(long n) => new("n2", "n1", new PrepareBody { Ballot = B(n) });
}
