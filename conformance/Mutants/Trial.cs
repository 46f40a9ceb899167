using PaxosConformance.Hosts;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>A creature, built into a node of its own and played against.</summary>
/// <param name="settings">How long to wait, and how many scenarios to play at a time.</param>
public sealed class Trial(SuiteSettings settings)
{
    /// <summary>Plays scenarios against a creature.</summary>
    /// <exception cref="RewriteException">The changed source does not compile.</exception>
    public async Task<IReadOnlyList<ScenarioResult>> Play(Specimen specimen, IReadOnlyList<Scenario> scenarios, CancellationToken cancel)
    {
        using var directory = RunDirectory.Create();
        var home = directory.NewDirectory();
        var command = NodeFiles.CopyTo(home);
        specimen.EmitTo(home);
        await using var pool = new NodePool(new ProcessHost(command, directory), directory, settings.StartPatience, settings.Time);
        return await new Suite(pool, settings).Play(scenarios, _ => { }, cancel);
    }
}
