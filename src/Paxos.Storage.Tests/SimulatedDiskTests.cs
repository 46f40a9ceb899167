namespace Paxos.Storage.Tests;

/// <summary>A disk that loses nothing would prove nothing.</summary>
public class SimulatedDiskTests
{
    private static readonly byte[] Old = Filled(1), New = Filled(2);

    [Test]
    public void A_killed_process_leaves_what_it_wrote()
    {
        var (disk, file) = DiskWithOld();
        file.Write(0, New);
        disk.Kill();
        Assert.That(disk.Read("a"), Is.EqualTo(New));
    }

    [Test]
    public void A_synced_write_survives_a_loss_of_power()
    {
        var (disk, file) = DiskWithOld();
        file.Write(0, New);
        file.Sync();
        disk.CutPower(_ => 0);
        Assert.That(disk.Read("a"), Is.EqualTo(New));
    }

    [Test]
    public void An_unsynced_write_is_lost_kept_or_torn()
    {
        var left = Outcomes(() =>
        {
            var (disk, file) = DiskWithOld();
            file.Write(0, New);
            return disk;
        }, disk => disk.Read("a")!);

        Assert.That(left, Has.Some.EqualTo(Old), "lost");
        Assert.That(left, Has.Some.EqualTo(New), "kept");
        Assert.That(left, Has.Some.EqualTo(New[..1024].Concat(Old[1024..])), "torn behind the first half");
        Assert.That(left, Has.Some.EqualTo(Old[..1024].Concat(New[1024..])), "torn before the second half");
        Assert.That(left, Has.Some.Matches<byte[]>(bytes => bytes!.Any(b => b > 2)), "rubbish");
    }

    [Test]
    public void Unsynced_writes_are_lost_in_any_order()
    {
        var left = Outcomes(() =>
        {
            var (disk, file) = DiskWithOld();
            file.Write(0, New.AsSpan(0, 512));
            file.Write(512, New.AsSpan(0, 512));
            return disk;
        }, disk => disk.Read("a")!);

        Assert.That(left, Has.Some.EqualTo(Old.Take(512).Concat(New.Take(512)).Concat(Old.Skip(1024))), "the later one alone");
        Assert.That(left, Has.Some.EqualTo(New.Take(512).Concat(Old.Skip(512))), "the earlier one alone");
    }

    [Test]
    public void A_synced_file_without_a_synced_name_may_be_gone()
    {
        var left = Outcomes(() =>
        {
            var disk = new SimulatedDisk();
            disk.Create("a").Sync();
            return disk;
        }, disk => disk.FileNames.Count);
        Assert.That(left, Has.Some.EqualTo(0).And.Some.EqualTo(1));
    }

    [Test]
    public void An_unsynced_rename_may_be_undone()
    {
        var left = Outcomes(() =>
        {
            var (disk, _) = DiskWithOld();
            disk.Put("b", New);
            disk.Rename("b", "a");
            return disk;
        }, disk => disk.Read("a")!);
        Assert.That(left, Is.EquivalentTo(new[] { Old, New }));
    }

    [Test]
    public void What_a_failed_sync_did_not_write_can_be_read_but_no_later_sync_writes_it()
    {
        var (disk, file) = DiskWithOld();
        file.Write(0, New);
        disk.Fault = _ => new IOException("Input/output error");
        Assert.That(file.Sync, Throws.InstanceOf<IOException>());
        disk.Fault = null;

        file.Sync();
        Assert.That(disk.Read("a"), Is.EqualTo(New));
        disk.CutPower(_ => 1);
        Assert.That(disk.Read("a"), Is.EqualTo(Old));
    }

    [Test]
    public void A_failed_write_may_have_gone_half_the_way()
    {
        var (disk, file) = DiskWithOld();
        disk.Fault = _ => new IOException("Input/output error");
        Assert.That(() => file.Write(0, New), Throws.InstanceOf<IOException>());
        Assert.That(disk.Read("a"), Is.EqualTo(New[..1024].Concat(Old[1024..])));
    }

    [Test]
    public void The_files_of_a_dead_process_take_nothing_more()
    {
        var (disk, file) = DiskWithOld();
        disk.Kill();
        Assert.That(() => file.Write(0, New), Throws.InstanceOf<IOException>());
        Assert.That(disk.Read("a"), Is.EqualTo(Old));
    }

    [Test]
    public void An_operation_during_which_the_process_dies_does_not_happen()
    {
        var (disk, _) = DiskWithOld();
        disk.Fault = _ =>
        {
            disk.Kill();
            return null;
        };
        Assert.That(() => disk.Rename("a", "b"), Throws.InstanceOf<IOException>());
        Assert.That(disk.FileNames.Single(), Is.EqualTo("a"));
    }

    private static (SimulatedDisk Disk, IDiskFile File) DiskWithOld()
    {
        var disk = new SimulatedDisk();
        var file = disk.Create("a");
        file.Write(0, Old);
        file.Sync();
        disk.SyncDirectory();
        return (disk, file);
    }

    private static List<T> Outcomes<T>(Func<SimulatedDisk> prepare, Func<SimulatedDisk, T> look)
    {
        var choices = new Choices();
        var outcomes = new List<T>();
        do
        {
            var disk = prepare();
            disk.CutPower(choices.Choose);
            outcomes.Add(look(disk));
        }
        while (choices.Next());
        return outcomes;
    }

    private static byte[] Filled(byte with)
    {
        var bytes = new byte[2048];
        Array.Fill(bytes, with);
        return bytes;
    }
}
