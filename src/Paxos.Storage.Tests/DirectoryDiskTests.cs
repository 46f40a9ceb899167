using static Paxos.Storage.Tests.States;

namespace Paxos.Storage.Tests;

/// <summary>The log on the disk of this machine.</summary>
public class DirectoryDiskTests
{
    private string directory = "";

    [SetUp]
    public void MakeDirectory() => directory = Directory.CreateTempSubdirectory("paxos-log-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(directory, recursive: true);

    [Test]
    public void What_was_persisted_is_recovered()
    {
        using (var log = Log.Open(directory))
        {
            Assert.That(log.Recovered.Value, Is.EqualTo(StableState.Initial));
            foreach (var state in History) log.Persist([state]);
        }

        using var again = Log.Open(directory);
        Assert.That(again.Recovered.Value, Is.EqualTo(Decided));
    }

    [Test]
    public void A_missing_directory_is_created_with_its_parents()
    {
        var deep = Path.Combine(directory, "a", "b");
        using (var log = Log.Open(deep)) log.Persist([Promised2]);
        using var again = Log.Open(deep);
        Assert.That(again.Recovered.Value, Is.EqualTo(Promised2));
    }

    [Test]
    public void A_full_log_is_replaced_by_one_of_the_same_length()
    {
        using (var log = Log.Open(directory))
        {
            for (var n = 1; n <= 1000; n++) log.Persist([Promised(n)]);
        }

        Assert.That(new FileInfo(Path.Combine(directory, Log.FileName)).Length, Is.EqualTo(Log.DefaultLength));
        Assert.That(File.Exists(Path.Combine(directory, Log.NewFileName)), Is.False);
        using var again = Log.Open(directory);
        Assert.That(again.Recovered.Value, Is.EqualTo(Promised(1000)));
    }

    [Test]
    public void A_second_node_on_the_directory_is_turned_away_by_name()
    {
        using var log = Log.Open(directory);
        Assert.That(() => Log.Open(directory), Throws.TypeOf<DirectoryInUseException>().With.Message.Contains(directory));
    }

    [Test]
    public void A_node_that_ended_frees_the_directory()
    {
        Log.Open(directory).Dispose();
        Assert.That(() => Log.Open(directory).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Damage_names_the_file_and_the_byte()
    {
        Log.Open(directory).Dispose();
        var path = Path.Combine(directory, Log.FileName);
        var bytes = File.ReadAllBytes(path);
        bytes[100] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.That(() => Log.Open(directory), Throws.TypeOf<LogDamagedException>()
            .With.Property(nameof(LogDamagedException.File)).EqualTo(path)
            .And.Property(nameof(LogDamagedException.Offset)).EqualTo(0)
            .And.Message.Contains(path));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no sync of directories.")]
    public void A_directory_that_cannot_be_synced_is_named()
    {
        var gone = Path.Combine(directory, "gone");
        var disk = new DirectoryDisk(gone);
        Directory.Delete(gone);
        Assert.That(disk.SyncDirectory, Throws.TypeOf<IOException>().With.Message.Contains(gone));
    }

    [Test]
    public void A_failed_start_leaves_the_directory_free()
    {
        File.WriteAllBytes(Path.Combine(directory, Log.FileName), [1, 2, 3]);
        for (var attempt = 1; attempt <= 2; attempt++)
            Assert.That(() => Log.Open(directory), Throws.TypeOf<LogDamagedException>(), $"attempt {attempt}");
    }

    [Test]
    public void A_file_in_place_of_the_directory_is_named()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "");
        Assert.That(() => Log.Open(file), Throws.TypeOf<StorageFailedException>().With.Message.Contains(file));
    }
}
