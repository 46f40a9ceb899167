using Paxos;
using PaxosConformance.Adapter;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Sample.Tests;

/// <summary>Simulated storage loses what real storage would lose, and the scenarios find it.</summary>
public class ForgetfulTests
{
    [TestCase("SC-PWR-01", false)]
    [TestCase("SC-CRA-01", true)]
    public async Task A_node_that_writes_and_does_not_sync_survives_a_kill_and_not_a_loss_of_power(string scenario, bool survives)
    {
        var result = (await Stage.Play(() => new Behind(store => new Unsynced(store)), [.. Scenario.All.Where(one => one.Id == scenario)])).Single();
        Assert.That(result.Verdict, Is.EqualTo(survives ? Verdict.Pass : Verdict.Fail), Stage.Tell(result));
    }

    [Test]
    public async Task A_node_that_writes_nothing_does_not_survive_a_kill()
    {
        var result = (await Stage.Play(() => new Behind(_ => new SimulatedStore()), [.. Scenario.All.Where(one => one.Id == "SC-CRA-01")])).Single();
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail), Stage.Tell(result));
        Assert.That(result.Violations, Is.Not.Empty);
    }

    /// <summary>The sample on other storage.</summary>
    private sealed class Behind(Func<IStore, IStore> swap) : INode, ITimed
    {
        private readonly Textbook node = new();

        public IReadOnlyList<string> Capabilities => node.Capabilities;

        public Value? Learned => node.Learned;

        public TimeSpan? Due => node.Due;

        public void Start(NodeSetup setup) => node.Start(setup.On(swap(setup.Store)));

        public void Handle(string from, Body message) => node.Handle(from, message);

        public void Propose(Value value) => node.Propose(value);

        public void OnDue() => node.OnDue();
    }

    private sealed class Unsynced(IStore store) : IStore
    {
        public byte[]? Read(string name) => store.Read(name);

        public void Write(string name, ReadOnlySpan<byte> content) => store.Write(name, content);

        public void Sync()
        {
            // That is the mistake.
        }

        public void Clear() => store.Clear();
    }
}
