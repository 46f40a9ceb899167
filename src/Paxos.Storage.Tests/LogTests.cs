using static Paxos.Storage.Tests.States;

namespace Paxos.Storage.Tests;

public class LogTests
{
    private SimulatedDisk disk = new();
    private List<DiskOperationKind> operations = [];

    [SetUp]
    public void MakeDisk()
    {
        disk = new SimulatedDisk("data/n1");
        Watch();
    }

    [Test]
    public void A_node_that_finds_no_log_starts_from_nothing()
    {
        using var log = Open();
        Assert.That(log.Recovered.Value, Is.EqualTo(StableState.Initial));
    }

    [Test]
    public void Opening_syncs_the_file_before_it_gets_its_name_and_the_directory_after()
    {
        using var log = Open();
        Assert.That(operations, Is.EqualTo(new[]
        {
            DiskOperationKind.Create, DiskOperationKind.SetLength, DiskOperationKind.Write, DiskOperationKind.Write,
            DiskOperationKind.Sync, DiskOperationKind.Rename, DiskOperationKind.SyncDirectory,
        }));
    }

    [Test]
    public void A_group_of_states_costs_one_write_and_one_sync()
    {
        using var log = Open();
        operations.Clear();
        var proofs = log.Persist(History);

        Assert.That(operations, Is.EqualTo(new[] { DiskOperationKind.Write, DiskOperationKind.Sync }));
        Assert.That(proofs.Select(proof => proof.Value), Is.EqualTo(History));
    }

    [Test]
    public void The_last_state_of_a_group_is_recovered()
    {
        using (var log = Open()) log.Persist(History);
        using var again = Open();
        Assert.That(again.Recovered.Value, Is.EqualTo(History[^1]));
    }

    [Test]
    public void A_state_that_is_durable_already_is_vouched_for_without_a_write()
    {
        using var log = Open();
        log.Persist([Accepted2]);
        operations.Clear();

        Assert.That(log.Persist([Accepted(2, "x")]).Single().Value, Is.EqualTo(Accepted2));
        Assert.That(operations, Is.Empty);
    }

    [Test]
    public void A_state_whose_write_failed_is_not_taken_for_durable()
    {
        using var log = Open();
        FailAt(DiskOperationKind.Sync);
        Assert.That(() => log.Persist([Accepted2]), Throws.TypeOf<StorageFailedException>());
        disk.Fault = null;
        Assert.That(() => log.Persist([Accepted2]), Throws.TypeOf<StorageFailedException>());
    }

    [Test]
    public void No_states_need_no_write()
    {
        using var log = Open();
        operations.Clear();
        Assert.That(log.Persist([]), Is.Empty);
        Assert.That(operations, Is.Empty);
    }

    [Test]
    public void Only_a_full_log_is_replaced()
    {
        using var log = Open();
        operations.Clear();
        foreach (var n in Enumerable.Range(1, 3)) log.Persist([Promised(n)]);
        Assert.That(operations, Has.None.EqualTo(DiskOperationKind.Create));

        log.Persist([Promised(4)]);
        Assert.That(operations, Has.Exactly(1).EqualTo(DiskOperationKind.Create));
        Assert.That(disk.FileNames.Single(), Is.EqualTo(Log.FileName));
        Assert.That(disk.Read(Log.FileName), Has.Length.EqualTo(Life.LogLength));
    }

    [Test]
    public void A_record_larger_than_the_log_makes_a_longer_one()
    {
        var large = Accepted(7, new string('v', 3 * Life.LogLength));
        using (var log = Open()) log.Persist([large]);
        using var again = Open();
        Assert.That(again.Recovered.Value, Is.EqualTo(large));
    }

    [Test]
    public void Reset_leaves_the_log_of_a_node_that_never_ran()
    {
        using (var log = Open())
        {
            log.Persist([Accepted4]);
            Assert.That(log.Reset().Value, Is.EqualTo(StableState.Initial));
            Assert.That(log.Recovered.Value, Is.EqualTo(StableState.Initial));
        }

        disk.CutPower(_ => 0);
        using var again = Open();
        Assert.That(again.Recovered.Value, Is.EqualTo(StableState.Initial));
    }

    [Test]
    public void After_a_reset_the_old_state_is_written_again()
    {
        using (var log = Open())
        {
            log.Persist([Accepted4]);
            log.Reset();
            log.Persist([Accepted4]);
        }

        using var again = Open();
        Assert.That(again.Recovered.Value, Is.EqualTo(Accepted4));
    }

    [TestCase(DiskOperationKind.Write)]
    [TestCase(DiskOperationKind.Sync)]
    public void After_a_failure_the_log_takes_nothing_more_and_says_the_same(DiskOperationKind failing)
    {
        using var log = Open();
        FailAt(failing);
        var first = Assert.Throws<StorageFailedException>(() => log.Persist([Accepted2]));
        Watch();

        Assert.That(Assert.Throws<StorageFailedException>(() => log.Persist([Accepted2])), Is.SameAs(first));
        Assert.That(Assert.Throws<StorageFailedException>(() => log.Persist([])), Is.SameAs(first));
        Assert.That(Assert.Throws<StorageFailedException>(() => log.Reset()), Is.SameAs(first));
        Assert.That(operations, Is.Empty, "P-DUR-10: a retry proves nothing");
    }

    [TestCase(DiskOperationKind.Create)]
    [TestCase(DiskOperationKind.SetLength)]
    [TestCase(DiskOperationKind.Write)]
    [TestCase(DiskOperationKind.Sync)]
    [TestCase(DiskOperationKind.Rename)]
    [TestCase(DiskOperationKind.SyncDirectory)]
    public void A_log_that_cannot_be_made_durable_is_not_opened(DiskOperationKind failing)
    {
        FailAt(failing);
        Assert.That(Open, Throws.TypeOf<StorageFailedException>().With.Message.StartsWith(PathOfLog).And.Message.Contains("Input/output error"));

        Watch();
        Assert.That(() => Open().Dispose(), Throws.Nothing, "the directory is free again");
    }

    [Test]
    public void A_failure_names_the_file_and_the_byte()
    {
        using var log = Open();
        FailAt(DiskOperationKind.Write);
        Assert.That(() => log.Persist([Accepted2]), Throws.TypeOf<StorageFailedException>()
            .With.Message.StartsWith(PathOfLog).And.Message.Contains("byte 12288").And.Message.Contains("Input/output error")
            .And.Message.Not.Contains("full"));
    }

    [Test]
    public void A_full_disk_is_called_full()
    {
        var noSpace = new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
        using var log = Open();
        FailAt(DiskOperationKind.Write, noSpace);
        Assert.That(() => log.Persist([Accepted2]), Throws.TypeOf<StorageFailedException>()
            .With.Message.Contains("The disk is full: free some space").And.InnerException.SameAs(noSpace));
    }

    [Test]
    public void A_damaged_log_is_refused_untouched_and_the_directory_is_free_again()
    {
        Open().Dispose();
        var damaged = disk.Read(Log.FileName)![..5000];
        disk.Put(Log.FileName, damaged);

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            Assert.That(Open, Throws.TypeOf<LogDamagedException>().With.Property(nameof(LogDamagedException.File)).EqualTo(PathOfLog));
            Assert.That(disk.Read(Log.FileName), Is.EqualTo(damaged));
        }
    }

    [Test]
    public void An_unfinished_replacement_is_cleared_away()
    {
        disk.Put(Log.NewFileName, [1, 2, 3]);
        using var log = Open();
        Assert.That(log.Recovered.Value, Is.EqualTo(StableState.Initial));
        Assert.That(disk.FileNames.Single(), Is.EqualTo(Log.FileName));
    }

    [Test]
    public void One_directory_has_one_log_at_a_time()
    {
        using var log = Open();
        Assert.That(Open, Throws.TypeOf<DirectoryInUseException>()
            .With.Property(nameof(DirectoryInUseException.Directory)).EqualTo("data/n1").And.Message.Contains("data/n1"));
    }

    [Test]
    public void A_process_that_ends_without_goodbye_frees_the_directory()
    {
        var abandoned = Open();
        disk.Kill();
        using var log = Open();
        abandoned.Dispose();
        Assert.That(Open, Throws.TypeOf<DirectoryInUseException>(), "the dead process frees nothing of the living one");
    }

    [Test]
    public void A_disposed_log_says_so()
    {
        var log = Open();
        log.Dispose();
        Assert.That(() => log.Persist([Accepted2]), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void An_id_that_is_no_text_is_turned_away_before_anything_is_written()
    {
        using var log = Open();
        operations.Clear();
        var lonely = new StableState(new AcceptorState(new Ballot(1, "\ud800"), null), null);
        for (var attempt = 1; attempt <= 2; attempt++)
            Assert.That(() => log.Persist([lonely]), Throws.InstanceOf<ArgumentException>(), $"attempt {attempt}");
        Assert.That(operations, Is.Empty);
        Assert.That(() => log.Persist([Accepted2]), Throws.Nothing);
    }

    private string PathOfLog => Path.Combine(disk.Name, Log.FileName);

    private Log Open() => Log.Open(disk, Life.LogLength);

    private void FailAt(DiskOperationKind kind, IOException? error = null) =>
        disk.Fault = operation => operation.Kind == kind ? error ?? new IOException("Input/output error") : null;

    private void Watch()
    {
        operations = [];
        disk.Fault = operation =>
        {
            operations.Add(operation.Kind);
            return null;
        };
    }
}
