using System.Collections.Concurrent;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>The detection matrix: creatures of the zoo against the scenarios of the suite and the analyzers.</summary>
public sealed class Matrix
{
    /// <summary>The creatures.</summary>
    public required IReadOnlyList<Creature> Creatures { get; init; }

    /// <summary>Whether a mutant meets every scenario, and not only those that are expected to kill it.</summary>
    public bool Full { get; init; }

    /// <summary>How many creatures are played against at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The effort, in percent, for scenarios that are not there to kill what they are played against.</summary>
    public const int Passing = 5;

    /// <summary>How long to wait for nodes.</summary>
    public SuiteSettings Settings { get; init; } = new();

    /// <summary>Plays against all of them.</summary>
    /// <param name="done">Hears of each result as it comes, one at a time.</param>
    /// <param name="cancel">Ends the run.</param>
    /// <returns>The results, in the order of <see cref="Creatures"/>.</returns>
    /// <exception cref="RewriteException">The change of a creature does not apply, or does not compile.</exception>
    public async Task<IReadOnlyList<Fate>> Run(Action<Fate> done, CancellationToken cancel)
    {
        var fates = new ConcurrentDictionary<Creature, Fate>();
        var gate = new Lock();

        // What meets the whole suite takes longest: it goes first.
        var queue = Creatures.OrderByDescending(creature => ScenariosFor(creature).Count);
        await Parallel.ForEachAsync(queue, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancel }, async (creature, stop) =>
        {
            var fate = await Try(creature, stop);
            fates[creature] = fate;
            lock (gate) done(fate);
        });
        return [.. Creatures.Select(creature => fates[creature])];
    }

    private async Task<Fate> Try(Creature creature, CancellationToken cancel)
    {
        var specimen = Specimen.Of(creature);
        var diagnostics = await Diagnosis.Of(specimen);
        var killers = ScenariosFor(creature).ToLookup(scenario => creature is Mutant mutant && mutant.Killers.Contains(scenario.Id));
        IReadOnlyList<Finding> findings = [.. await Play(specimen, killers[true], 100, cancel), .. await Play(specimen, killers[false], Passing, cancel)];
        return new Fate(creature, [.. Scenario.All.Join(findings, scenario => scenario.Id, finding => finding.Scenario, (_, finding) => finding)], diagnostics);
    }

    private async Task<IEnumerable<Finding>> Play(Specimen specimen, IEnumerable<Scenario> scenarios, int effort, CancellationToken cancel)
    {
        IReadOnlyList<Scenario> played = [.. scenarios];
        if (played.Count == 0) return [];
        try
        {
            return (await new Trial(Settings with { Jobs = 1, Effort = effort }).Play(specimen, played, cancel)).Select(Finding.Of);
        }
        catch (Exception e) when (e is not (OperationCanceledException or RewriteException))
        {
            // Where the suite itself failed, nothing is known of this creature, but the others are not to be lost with it.
            return played.Select(scenario => new Finding(scenario.Id, Verdict.Inconclusive, [], $"the suite itself failed: {e.Message}{(e.InnerException is { } cause ? $": {cause.Message}" : "")}"));
        }
    }

    private IReadOnlyList<Scenario> ScenariosFor(Creature creature) =>
        Full || creature is not Mutant mutant ? Scenario.All : [.. Scenario.All.Where(scenario => mutant.Killers.Contains(scenario.Id))];
}
