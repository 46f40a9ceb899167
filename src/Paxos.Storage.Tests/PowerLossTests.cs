namespace Paxos.Storage.Tests;

/// <summary>P-DUR-03, P-DUR-05, P-DUR-08, P-DUR-11, P-DUR-16: whatever the crash, a node goes on from what it vouched for, or from what came after.</summary>
public class PowerLossTests
{
    [Test]
    public void Power_lost_at_any_operation_in_any_way_keeps_what_was_vouched_for()
    {
        var ways = 0;
        for (var at = 1; ; at++, ways++)
        {
            var choices = new Choices();
            do
            {
                var disk = new SimulatedDisk();
                var life = new Life(disk);
                disk.Fault = operation =>
                {
                    if (operation.Number == at) disk.CutPower(choices.Choose);
                    return null;
                };
                life.Run();
                if (life.End is null)
                {
                    Assert.That(ways, Is.GreaterThan(40), "the life has fewer operations than it should");
                    return;
                }

                AssertRecovers(disk, life, $"power cut at operation {at}, choices {choices}");
            }
            while (choices.Next());
        }
    }

    [TestCase(false, TestName = "A_process_killed_at_any_operation_recovers_what_a_loss_of_power_then_keeps")]
    [TestCase(true, TestName = "A_device_that_fails_at_any_operation_is_not_believed_after_a_restart_either")]
    public void Crash_then_power_loss(bool deviceFails)
    {
        for (var at = 1; ; at++)
        {
            var disk = new SimulatedDisk();
            var life = new Life(disk);
            disk.Fault = operation =>
            {
                if (operation.Number != at) return null;
                if (deviceFails) return new IOException("Input/output error");
                disk.Kill();
                return null;
            };
            life.Run();
            if (life.End is null) return;

            disk.Kill();
            AssertRecovers(disk, life, $"crash at operation {at}");
        }
    }

    [Test]
    public void Power_lost_at_any_operation_of_a_recovery_loses_nothing()
    {
        for (var at = 1; ; at++)
        {
            var choices = new Choices();
            do
            {
                var disk = new SimulatedDisk();
                using (var log = Log.Open(disk, Life.LogLength)) log.Persist([States.Accepted4]);
                var start = 0;
                disk.Fault = operation =>
                {
                    if (start == 0) start = operation.Number;
                    if (operation.Number == start + at - 1) disk.CutPower(choices.Choose);
                    return null;
                };
                if (Starts(disk)) return;

                disk.Fault = null;
                using var again = Log.Open(disk, Life.LogLength);
                Assert.That(again.Recovered.Value, Is.EqualTo(States.Accepted4), $"power cut at operation {at} of the recovery, choices {choices}");
            }
            while (choices.Next());
        }
    }

    /// <summary>Recovers, and recovers the same after the power was lost once more: what was told once stays told (P-DUR-16).</summary>
    private static void AssertRecovers(SimulatedDisk disk, Life life, string crash)
    {
        disk.Fault = null;
        var recovered = Recover(disk, crash);
        Assert.That(recovered, Is.EqualTo(life.Vouched).Or.EqualTo(life.Asked), crash);

        disk.CutPower(_ => 0);
        Assert.That(Recover(disk, crash), Is.EqualTo(recovered), $"{crash}, then a recovery, then another power cut");
    }

    private static StableState Recover(SimulatedDisk disk, string crash)
    {
        try
        {
            using var log = Log.Open(disk, Life.LogLength);
            return log.Recovered.Value;
        }
        catch (LogDamagedException refusal)
        {
            throw new AssertionException($"{crash}: the log refuses what is no damage: {refusal.Message}", refusal);
        }
    }

    private static bool Starts(SimulatedDisk disk)
    {
        try
        {
            Log.Open(disk, Life.LogLength).Dispose();
            return true;
        }
        catch (StorageFailedException)
        {
            return false;
        }
    }
}
