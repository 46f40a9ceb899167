using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

public class FaultTests
{
    private static readonly Moment Prepares = new("a prepare", message => message.Body is PrepareBody);
    private readonly List<string> received = [];
    private Trace trace = null!;
    private Router router = null!;

    [SetUp]
    public void Connect()
    {
        received.Clear();
        trace = new Trace();
        router = new Router(trace);
        router.Attach("n1", message => received.Add(TraceText.Show(message.Body)));
    }

    [Test]
    public void A_fault_strikes_once_when_its_message_is_sent_and_before_it_arrives()
    {
        List<int> before = [];
        var fault = router.Strike("look", Prepares with { Nth = 2 }, () => before.Add(received.Count));
        for (var i = 1; i <= 3; i++) Send(i);
        Assert.That(before, Is.EqualTo([1]));
        Assert.That(fault.HasStruck, Is.True);
        Assert.That(trace.Events.Single(e => e.Kind == EventKind.Note).Text, Is.EqualTo("look, at a prepare"));
    }

    [Test]
    public void A_fault_whose_moment_does_not_come_has_not_struck()
    {
        var fault = router.Strike("look", Prepares with { Nth = 2 }, () => { });
        Send(1);
        Assert.That(fault.HasStruck, Is.False);
    }

    [Test]
    public void A_cut_at_a_message_takes_that_message_with_it()
    {
        router.Strike("cut", Prepares with { Nth = 2 }, () => router.Cut("n2", "n1"));
        for (var i = 1; i <= 3; i++) Send(i);
        Assert.That(string.Join(", ", received), Is.EqualTo("prepare 1.n2"));
    }

    [Test]
    public void Whoever_waits_for_a_fault_that_fails_hears_of_it()
    {
        var fault = router.Strike("fail", Prepares, () => throw new IOException("no"));
        Send(1);
        Assert.That(async () => await fault.Struck, Throws.TypeOf<IOException>());
        Assert.That(received, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_is_sent_to_a_node_that_is_down_is_lost()
    {
        router.Detach("n1");
        Send(1);
        Assert.That(trace.Events.Select(e => e.Kind), Is.EqualTo(new[] { EventKind.Sent, EventKind.Dropped }));
    }

    [Test]
    public void A_released_rule_goes_on_holding()
    {
        var rule = router.Hold(_ => true);
        Send(1);
        rule.Release();
        Send(2);
        Assert.That(string.Join(", ", received), Is.EqualTo("prepare 1.n2"));
        rule.Dispose();
        Assert.That(string.Join(", ", received), Is.EqualTo("prepare 1.n2, prepare 2.n2"));
    }

    private void Send(long n) => router.Send(new Envelope("n2", "n1", new PrepareBody { Ballot = new Ballot(n, "n2") }));
}
