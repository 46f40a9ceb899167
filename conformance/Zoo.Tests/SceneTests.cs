using PaxosConformance.Scenarios;

namespace PaxosConformance.Zoo.Tests;

/// <summary>A scenario does things to several nodes at once.</summary>
[Parallelizable(ParallelScope.All)]
public class SceneTests
{
    [Test]
    public async Task Whoever_asks_for_a_puppet_first_others_get_the_same()
    {
        await using var cage = new Cage(Animal.All.First(animal => animal.Legal is not null));
        await using var scene = cage.Stage(Scenario.All[0], TestContext.CurrentContext.CancellationToken);
        var asked = new Puppet[10_000];
        Parallel.For(0, asked.Length, i => asked[i] = scene.Puppet($"p{i % 1000}"));
        Assert.That(asked.Distinct().Count(), Is.EqualTo(1000));
    }
}
