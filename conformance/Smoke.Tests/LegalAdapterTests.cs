using PaxosConformance.Hosts;

namespace PaxosConformance.Smoke.Tests;

/// <summary>Right adapters of every legal kind pass without a complaint.</summary>
[Parallelizable(ParallelScope.All)]
public class LegalAdapterTests
{
    [TestCase("plain")]
    [TestCase("silent")]
    [TestCase("promise-shaped")]
    [TestCase("busy")]
    [TestCase("no-reset", "reset")]
    [TestCase("forgetful", "learned", "restart")]
    [TestCase("messages-alone", "learned", "restart", "reset")]
    [TestCase("direct", "prepare", "accept", "decide", "learned", "reset")]
    public async Task A_right_adapter_meets_no_complaint(string kind, params string[] notDeclared)
    {
        var (steps, walk) = await Walker.Take(Walker.Subject(kind));
        Assert.That(steps.Select(step => step.Name), Is.EqualTo(Walk.Names));
        Assert.That(steps.SelectMany(step => step.Findings), Is.Empty);
        Assert.That(steps.Where(step => step.Outcome == StepOutcome.NotDeclared).Select(step => step.Name), Is.EquivalentTo(notDeclared));
        Assert.That(steps.Where(step => step.Outcome == StepOutcome.Unclear), Is.Empty);
        Assert.That(walk.IsDirect, Is.EqualTo(kind == "direct"));
    }

    [Test]
    public async Task The_reference_node_passes_every_step()
    {
        var (steps, _) = await Walker.Take(new SubjectCommand(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), []));
        Assert.That(steps.Select(step => (step.Name, step.Outcome)), Is.EqualTo(Walk.Names.Select(name => (name, StepOutcome.Ok))));
    }

    [Test]
    public void Every_capability_is_told_in_words() => Assert.That(Abilities.All.Select(ability => ability.Name), Is.EquivalentTo(Wire.Capability.All));
}
