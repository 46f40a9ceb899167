using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>What scenarios rely on whatever they tell.</summary>
[Parallelizable(ParallelScope.All)]
public class SceneTests
{
    [Test]
    public async Task Whoever_asks_for_a_puppet_first_others_get_the_same()
    {
        await using var cage = NewCage();
        await using var scene = Stage(cage);
        var asked = new Puppet[10_000];
        Parallel.For(0, asked.Length, i => asked[i] = scene.Puppet($"p{i % 1000}"));
        Assert.That(asked.Distinct().Count(), Is.EqualTo(1000));
    }

    [Test]
    public async Task A_fault_that_failed_has_put_nothing_to_the_test()
    {
        await using var cage = NewCage();
        await using var scene = Stage(cage);
        var (p1, p2) = scene.TwoPuppets;
        scene.When(new Moment("the first message", _ => true)).Do("a cut", () => throw new NotApplicableException("nothing can be cut here"));
        Assert.That(scene.GivenAllFaultsStruck, Throws.TypeOf<Scenarios.InconclusiveException>());
        scene.Router.Send(new Envelope(p1.Id, p2.Id, new PrepareBody { Ballot = p1.Ballot(1) }));
        Assert.That(scene.GivenAllFaultsStruck, Throws.TypeOf<NotApplicableException>());
    }

    /// <summary>Several tasks may crash nodes, while another lets time pass for all that were up a moment ago.</summary>
    [Test]
    public async Task Time_passes_though_a_node_was_down_when_its_turn_came_and_is_back_before_anybody_looks()
    {
        await using var cage = NewCage();
        await using var scene = Stage(cage);
        var (other, node) = (await scene.StartNode(), await scene.StartNode("n2"));
        scene.When(other.Awaits<TickBody>()).Kill(node);
        scene.When(node.Awaits<TickBody>()).Do("what its restart writes down", () => scene.Trace.Add(EventKind.Restarted, node.Id));
        await scene.Time.Leap(scene.Patience.Retry);
        Assert.That(scene.GivenAllFaultsStruck, Throws.Nothing);
    }

    private static Cage NewCage() => new(Animal.All.First(animal => animal.Legal is not null));

    private static Scene Stage(Cage cage) => cage.Stage(Scenario.All[0], TestContext.CurrentContext.CancellationToken);
}
