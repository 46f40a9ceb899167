using PaxosConformance.Scenarios;

namespace PaxosConformance.Snapshots;

/// <summary>Holds the traces of a run to the accepted ones, or accepts them.</summary>
/// <param name="folder">The accepted traces.</param>
/// <param name="suite">Plays scenarios again.</param>
public sealed class SnapshotCheck(SnapshotFolder folder, Suite suite)
{
    /// <summary>How often a scenario must go the same way to be worth a snapshot.</summary>
    public const int Plays = 5;

    // What nobody reads is no snapshot: thousands of repetitions of one thing.
    private const int MostLines = 300;

    // What goes another way on a busy machine, and then the accepted one again, has not changed.
    private const int MorePlays = 2;

    /// <summary>Finds the traces that are not the accepted ones, also when their scenarios are played again.</summary>
    /// <param name="results">What has been played; scenarios without an accepted trace are passed over.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<SnapshotChange>> Compare(IReadOnlyList<ScenarioResult> results, CancellationToken cancel)
    {
        // What cannot be played here has not changed either.
        var accepted = folder.Scenarios.ToHashSet();
        List<SnapshotChange> changes = [];
        foreach (var result in results.Where(result => result.Verdict != Verdict.NotApplicable && accepted.Contains(result.Scenario)))
        {
            var change = folder.Compare(result);
            for (var again = 0; change is not null && again < MorePlays; again++) change = folder.Compare(await suite.Play(result.Scenario, cancel));
            if (change is not null) changes.Add(change);
        }

        return changes;
    }

    /// <summary>
    /// Plays the scenarios again, and accepts the traces of those that go the same way every time. What was accepted for the others is taken
    /// back: they depend on how fast nodes and machine are, or on the node's own chance. So is that of a trace too long to be read.
    /// </summary>
    /// <param name="results">What has been played once; only what has passed is accepted.</param>
    /// <param name="cancel">Ends it; then nothing is accepted.</param>
    /// <returns>The scenarios whose traces were accepted.</returns>
    public async Task<IReadOnlyList<Scenario>> Accept(IReadOnlyList<ScenarioResult> results, CancellationToken cancel)
    {
        var steady = results.Where(result => result.Verdict == Verdict.Pass && TraceSnapshot.Of(result).Count(c => c == '\n') <= MostLines).ToDictionary(result => result.Scenario);
        for (var play = 1; play < Plays; play++)
        {
            var again = await suite.Play([.. steady.Keys], _ => { }, cancel);
            foreach (var result in again.Where(result => TraceSnapshot.Of(result) != TraceSnapshot.Of(steady[result.Scenario]))) steady.Remove(result.Scenario);
        }

        foreach (var result in results)
        {
            if (steady.ContainsKey(result.Scenario)) folder.Accept(result);
            else folder.Forget(result.Scenario);
        }

        return [.. steady.Keys];
    }
}
