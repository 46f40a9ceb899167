using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests;

public class ScheduleTests
{
    private readonly List<long> received = [];
    private Router router = null!;

    [SetUp]
    public void Connect()
    {
        received.Clear();
        router = new Router(new Trace());
        router.Attach("n1", message => received.Add(((PrepareBody)message.Body).Ballot.N));
    }

    [Test]
    public void Messages_arrive_doubled_late_and_never()
    {
        Play(Schedule.Random(1, loss: 30, copies: 3, delay: 5), 100);
        Assert.That(received.Distinct().Count(), Is.InRange(50, 90));
        Assert.That(received, Has.Count.GreaterThan(received.Distinct().Count()));
        Assert.That(received, Is.Not.Ordered);
    }

    [Test]
    public void A_seed_gives_the_same_fates_again()
    {
        Play(Schedule.Random(7, 30, 3, 5), 100);
        var first = received.ToList();
        received.Clear();
        Play(Schedule.Random(7, 30, 3, 5), 100);
        Assert.That(received, Is.EqualTo(first));
    }

    [Test]
    public void What_was_recorded_can_be_followed_without_the_seed()
    {
        var schedule = Schedule.Random(7, 30, 3, 5);
        Play(schedule, 100);
        var first = received.ToList();
        received.Clear();
        Play(Schedule.Replay(schedule.Recorded), 100);
        Assert.That(received, Is.EqualTo(first));
    }

    [Test]
    public void Where_a_recorded_schedule_ends_messages_arrive_once_and_at_once()
    {
        Play(Schedule.Replay(new Dictionary<string, IReadOnlyList<Fate>> { ["n2->n1"] = [new Fate(0, 0), new Fate(2, 1)] }), 4);
        Assert.That(received, Is.EqualTo(new long[] { 2, 2, 3, 4 }));
    }

    [Test]
    public void What_is_late_arrives_when_all_is_calm()
    {
        router.Follow(Schedule.Replay(new Dictionary<string, IReadOnlyList<Fate>> { ["n2->n1"] = [new Fate(1, 9)] }));
        Send(1);
        Assert.That(received, Is.Empty);
        Assert.That((router.Calm(), router.Calm()), Is.EqualTo((true, false)));
        Assert.That(received, Is.EqualTo(new long[] { 1 }));
    }

    private void Play(Schedule schedule, int messages)
    {
        router.Follow(schedule);
        for (var i = 1; i <= messages; i++) Send(i);
        router.Follow(null);
    }

    private void Send(long n) => router.Send(new Envelope("n2", "n1", new PrepareBody { Ballot = new Ballot(n, "n2") }));
}
