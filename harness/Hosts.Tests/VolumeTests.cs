using System.Diagnostics;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Hosts.Tests;

public class VolumeTests
{
    private RunDirectory directory = null!;
    private Volumes volumes = null!;

    [SetUp]
    public void Make() => (directory, volumes) = Prepared();

    [TearDown]
    public void Clear()
    {
        volumes.Dispose();
        directory.Dispose();
        Assert.That(TemporaryFiles.OfRuns, Is.Empty);
        Assert.That(Mounted(), Is.Empty);
    }

    [Test]
    public void A_loss_of_power_keeps_what_was_synced_and_nothing_else()
    {
        var volume = Rent();
        var (synced, unsynced) = (Write(volume, "synced", sync: true), Write(volume, "unsynced", sync: false));
        volume.CutPower();
        Assert.That(() => Write(volume, "late", sync: true), Throws.InstanceOf<IOException>());
        volume.RestorePower();
        Assert.That(File.ReadAllText(synced), Is.EqualTo("data"));
        Assert.That(File.Exists(unsynced), Is.False);
        volumes.Return(volume);
    }

    [Test]
    public void A_loss_of_power_leaves_nothing_of_a_file_that_took_the_name_of_another_without_a_sync()
    {
        using var volume = Unproven();
        volume.Clear();
        var path = Write(volume, "state", sync: true);
        File.Move(Write(volume, "new", sync: false), path, overwrite: true);
        Write(volume, "synced", sync: true);
        volume.CutPower();
        volume.RestorePower();
        Assert.That(File.ReadAllText(path), Is.Empty);
    }

    [Test]
    public void A_file_system_that_writes_what_nobody_synced_is_not_trusted()
    {
        using var volume = Unproven();
        volume.Clear();
        Command.Run("mount", "-o", "remount,auto_da_alloc", Path.GetDirectoryName(volume.DataDirectory)!);
        Assert.That(() => PowerLossProof.Run(volume), Throws.InstanceOf<VolumeException>().With.Message.Contains("without a sync was kept"));
    }

    // The most that ext4 wants free, see EXT4_FREECLUSTERS_WATERMARK: four batches of a counter for each processor.
    [TestCase(2, 4 * 2 * 32)]
    [TestCase(64, 4 * 64 * 128)]
    [TestCase(256, 4 * 256 * 512)]
    public void On_a_machine_of_any_size_there_is_room_enough_to_put_writes_off(int processors, int blocks)
    {
        using var volume = Unproven(processors);
        Assert.That(new DriveInfo(Path.GetDirectoryName(volume.DataDirectory)!).TotalFreeSpace / 1024, Is.GreaterThan(blocks));
    }

    [Test]
    public void The_power_comes_back_even_if_somebody_holds_the_dead_file_system()
    {
        var volume = Rent();
        var synced = Write(volume, "synced", sync: true);
        using (File.OpenRead(synced))
        {
            volume.CutPower();
            volume.RestorePower();
            Assert.That(File.ReadAllText(synced), Is.EqualTo("data"));
            Assert.That(() => Write(volume, "new", sync: true), Throws.Nothing);
        }

        volumes.Return(volume);
    }

    [Test]
    public void The_power_comes_back_even_if_another_mount_namespace_has_the_dead_file_system()
    {
        var volume = Rent();
        var synced = Write(volume, "synced", sync: true);
        using var container = Process.Start(new ProcessStartInfo("unshare", ["--mount", "sh", "-c", "echo ready; read end"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.That(container.StandardOutput.ReadLine(), Is.EqualTo("ready"));
        volume.CutPower();
        volume.RestorePower();
        Assert.That(File.ReadAllText(synced), Is.EqualTo("data"));
        Assert.That(() => Write(volume, "new", sync: true), Throws.Nothing);
        container.StandardInput.Close();
        container.WaitForExit();
        volumes.Return(volume);
    }

    [Test]
    public void A_volume_that_is_rented_again_is_empty_and_stays_so_through_a_loss_of_power()
    {
        var volume = Rent();
        Write(volume, "old", sync: true);
        volume.CutPower();
        volumes.Return(volume);
        Assert.That(volumes.Rent(), Is.SameAs(volume));
        volume.CutPower();
        volume.RestorePower();
        Assert.That(Directory.EnumerateFileSystemEntries(volume.DataDirectory), Is.Empty);
        volumes.Return(volume);
    }

    [Test]
    public void A_full_volume_has_no_room_until_it_is_drained()
    {
        var volume = Rent();
        volume.Fill();
        Assert.That(() => Write(volume, "more", sync: true), Throws.InstanceOf<IOException>().With.Message.Contains("No space left"));
        volume.Drain();
        Assert.That(() => Write(volume, "more", sync: true), Throws.Nothing);
        volumes.Return(volume);
    }

    [Test]
    public void The_next_run_unmounts_what_a_killed_run_has_left()
    {
        // A run that was killed: its directory bears the name of a process that does not exist.
        Rent();
        var dead = Path.Combine(Path.GetTempPath(), "paxos-conformance-0-0-dead");
        Directory.CreateDirectory(dead);
        var image = Path.Combine(dead, "volume-1.img");
        Ext4Image.Make(image);
        _ = new Volume(image, Path.Combine(dead, "volume-1"));
        RunDirectory.Create().Dispose();
        Assert.That(Directory.Exists(dead), Is.False);
        Assert.That(Mounted().Where(point => point.Contains("dead", StringComparison.Ordinal)), Is.Empty);
    }

    private static (RunDirectory, Volumes) Prepared()
    {
        var directory = RunDirectory.Create();
        return (directory, new Volumes(directory));
    }

    private Volume Rent()
    {
        try
        {
            return volumes.Rent();
        }
        catch (VolumeException e)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }

    // Whoever must lose what was not synced, and does not, is not passed by here as a machine that cannot do it.
    private Volume Unproven(int? processors = null)
    {
        try
        {
            var image = Path.Combine(directory.Path, "image");
            if (processors is { } number) Ext4Image.Make(image, number);
            else Ext4Image.Make(image);
            return new Volume(image, Path.Combine(directory.Path, "unproven"));
        }
        catch (VolumeException e)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }

    private static IEnumerable<string> Mounted() => Mounts.Below(Path.GetTempPath().TrimEnd('/'));

    private static string Write(Volume volume, string name, bool sync)
    {
        var path = Path.Combine(volume.DataDirectory, name);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write("data"u8);
        file.Flush(flushToDisk: sync);
        return path;
    }
}
