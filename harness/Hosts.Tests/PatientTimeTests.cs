using PaxosConformance.Hosts.Debugging;

namespace PaxosConformance.Hosts.Tests;

public class PatientTimeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Test]
    public async Task A_wait_ends_once_the_nodes_give_a_sign_of_life()
    {
        var asked = 0;
        var time = new PatientTime(TimeProvider.System, () => Task.FromResult(Interlocked.Increment(ref asked)));
        await Task.Delay(Short, time).WaitAsync(Subjects.Long);
        Assert.That(asked, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task No_wait_ends_while_a_node_is_stopped_and_then_it_begins_again()
    {
        var (stopped, asked) = (new TaskCompletionSource(), new SemaphoreSlim(0));
        var count = 0;
        var time = new PatientTime(TimeProvider.System, () =>
        {
            asked.Release();
            return Interlocked.Increment(ref count) == 1 ? stopped.Task : Task.CompletedTask;
        });
        var wait = Task.Delay(Short, time);
        await asked.WaitAsync(Subjects.Long);

        // Longer than what counts as at once; no upper bound is assumed.
        await Task.Delay(200);
        Assert.That(wait.IsCompleted, Is.False);
        stopped.SetResult();
        await wait.WaitAsync(Subjects.Long);
        Assert.That(count, Is.GreaterThanOrEqualTo(2), "the wait has not begun again");
    }

    [Test]
    public async Task The_time_of_a_stop_does_not_count()
    {
        var count = 0;
        var time = new PatientTime(TimeProvider.System, () => Interlocked.Increment(ref count) == 1 ? Task.Delay(500) : Task.CompletedTask);
        var (real, patient) = (TimeProvider.System.GetTimestamp(), time.GetTimestamp());
        await Task.Delay(Short, time).WaitAsync(Subjects.Long);
        Assert.That(TimeProvider.System.GetElapsedTime(real) - time.GetElapsedTime(patient), Is.GreaterThan(TimeSpan.FromMilliseconds(400)));
    }

    [Test]
    public async Task A_wait_that_is_over_otherwise_rings_no_more()
    {
        var rung = false;
        var (signs, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        var time = new PatientTime(TimeProvider.System, () =>
        {
            asked.TrySetResult();
            return signs.Task;
        });
        await using (time.CreateTimer(_ => rung = true, null, Short, Timeout.InfiniteTimeSpan)) await asked.Task.WaitAsync(Subjects.Long);
        signs.SetResult();
        Assert.That(rung, Is.False);
    }
}
