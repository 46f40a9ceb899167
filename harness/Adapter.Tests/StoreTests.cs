namespace PaxosConformance.Adapter.Tests;

/// <summary>Stable storage, in files and simulated.</summary>
public sealed class StoreTests
{
    private string directory = null!;

    [SetUp]
    public void Make() => directory = Directory.CreateTempSubdirectory("store-tests-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(directory, recursive: true);

    private static IEnumerable<Func<string, IStore>> Stores =>
    [
        directory => new FileStore(directory),
        _ => new SimulatedStore(),
    ];

    [TestCaseSource(nameof(Stores))]
    public void What_was_written_last_is_read(Func<string, IStore> open)
    {
        var store = open(directory);
        Assert.That(store.Read("state"), Is.Null);
        store.Write("state", [1, 2, 3]);
        Assert.That(store.Read("state"), Is.EqualTo((byte[])[1, 2, 3]), "before it is synced");
        store.Sync();
        store.Write("state", [4]);
        store.Sync();
        Assert.That(store.Read("state"), Is.EqualTo((byte[])[4]));
        store.Clear();
        Assert.That(store.Read("state"), Is.Null);
    }

    [Test]
    public void What_was_synced_is_found_by_the_next_process_and_what_was_not_may_be_lost()
    {
        var store = new FileStore(directory);
        store.Write("state", [1]);
        store.Sync();
        store.Write("state", [2]);
        Assert.That(new FileStore(directory).Read("state"), Is.EqualTo((byte[])[1]));
    }

    [Test]
    public void A_disk_that_refuses_is_an_error()
    {
        var store = new FileStore(directory);
        store.Write("state", [1]);
        Directory.Delete(directory, recursive: true);
        Assert.That(store.Sync, Throws.InstanceOf<IOException>());
        Directory.CreateDirectory(directory);
    }

    [Test]
    public void A_loss_of_power_takes_what_was_not_synced_and_lets_nobody_write_on()
    {
        var store = new SimulatedStore();
        store.Write("a", [1]);
        store.Sync();
        store.Write("a", [2]);
        store.Write("b", [3]);
        store.CutPower();
        Assert.That(() => store.Write("a", [4]), Throws.InstanceOf<IOException>());
        Assert.That(store.Sync, Throws.InstanceOf<IOException>());
        store.RestorePower();
        Assert.That((store.Read("a"), store.Read("b")), Is.EqualTo(((byte[])[1], (byte[]?)null)));
    }

    [Test]
    public void A_full_disk_takes_nothing_more()
    {
        var store = new SimulatedStore();
        store.Write("a", [1]);
        store.Fill();
        Assert.That(() => store.Write("a", [2]), Throws.InstanceOf<IOException>());
        Assert.That(store.Read("a"), Is.EqualTo((byte[])[1]));
        store.Clear();
        store.Write("a", [2]);
    }
}
