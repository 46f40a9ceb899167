namespace PaxosConformance.Adapter.Tests;

public sealed class MailboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public void Everything_that_arrived_is_taken_at_once_and_in_order()
    {
        var mailbox = new Mailbox(TimeProvider.System);
        Arrival[] arrivals = [Arrival.Oversized(), Arrival.Oversized(), Arrival.Oversized()];
        foreach (var arrival in arrivals) mailbox.Post(arrival);

        Assert.That(mailbox.Take(null), Is.EqualTo(arrivals));
    }

    [Test]
    public void Who_waits_wakes_at_an_arrival()
    {
        var mailbox = new Mailbox(TimeProvider.System);
        var taken = Task.Run(() => mailbox.Take(null));

        mailbox.Post(Arrival.Oversized());

        Assert.That(taken.WaitAsync(Patience).Result, Has.Count.EqualTo(1));
    }

    [Test]
    public void Who_waits_wakes_when_the_time_has_passed()
    {
        var mailbox = new Mailbox(TimeProvider.System);

        Assert.That(mailbox.Take(TimeSpan.FromMilliseconds(1)), Is.Empty);
        Assert.That(mailbox.Take(TimeSpan.Zero), Is.Empty);
    }

    [Test]
    public void A_longer_wait_than_timers_know_is_cut()
    {
        var time = new ManualTime();
        var mailbox = new Mailbox(time);
        var taken = Task.Run(() => mailbox.Take(TimeSpan.FromDays(10_000)));

        time.Ring(TimeSpan.FromDays(1));

        Assert.That(taken.WaitAsync(Patience).Result, Is.Empty);
    }

    [Test]
    public void The_time_is_the_one_that_was_given()
    {
        var time = new ManualTime();
        var mailbox = new Mailbox(time);
        var taken = Task.Run(() => mailbox.Take(TimeSpan.FromHours(1)));

        time.Ring(TimeSpan.FromHours(1));

        Assert.That(taken.WaitAsync(Patience).Result, Is.Empty);
    }

    [Test]
    public void Who_posts_into_a_full_mailbox_waits_for_room()
    {
        var mailbox = new Mailbox(TimeProvider.System, capacity: 2);
        mailbox.Post(Arrival.Oversized());
        mailbox.Post(Arrival.Oversized());
        var third = new Thread(() => mailbox.Post(Arrival.Oversized()));
        third.Start();

        SpinWait.SpinUntil(() => third.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience);
        Assert.That(mailbox.Take(null), Has.Count.EqualTo(2));
        Assert.That(mailbox.Take(null), Has.Count.EqualTo(1));
    }

    [Test]
    public void After_closing_what_had_arrived_is_still_taken()
    {
        var mailbox = new Mailbox(TimeProvider.System);
        mailbox.Post(Arrival.Oversized());

        mailbox.Close();
        mailbox.Post(Arrival.Oversized());

        Assert.That(mailbox.Take(null), Has.Count.EqualTo(1));
        Assert.That(mailbox.Take(null), Is.Null);
    }

    [Test]
    public void Closing_frees_whoever_waits()
    {
        var full = new Mailbox(TimeProvider.System, capacity: 1);
        full.Post(Arrival.Oversized());
        var poster = Task.Run(() => full.Post(Arrival.Oversized()));
        var empty = new Mailbox(TimeProvider.System);
        var taker = Task.Run(() => empty.Take(null));

        full.Close();
        empty.Close();

        Assert.That(poster.Wait(Patience) && taker.Wait(Patience), Is.True);
    }

    /// <summary>Rings an alarm when the test says so.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> set = new();
        private Action? alarm;

        public void Ring(TimeSpan expected)
        {
            Assert.That(set.Task.WaitAsync(Patience).Result, Is.EqualTo(expected));
            alarm!();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            alarm = () => callback(state);
            return new Alarm(set);
        }

        private sealed class Alarm(TaskCompletionSource<TimeSpan> set) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => set.TrySetResult(dueTime);

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
