using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>The scenarios of a run while they are played: several times each, if that is wished, until all are done or something ends the run.</summary>
internal sealed class Playing(IReadOnlyList<Scenario> scenarios, Gate gate, ConsoleReport console)
{
    // The gravest first. What could not be judged in one play is not made good by a failure that is known in another.
    private static readonly Verdict[] Gravity = [Verdict.Fail, Verdict.Inconclusive, Verdict.Known, Verdict.Fixed, Verdict.Pass, Verdict.NotApplicable];

    private readonly Dictionary<Scenario, List<ScenarioResult>> played = [];
    private readonly Progress progress = new(scenarios, console);

    /// <summary>The day by which known failures expire.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The results so far, in the order of the suite.</summary>
    public IReadOnlyList<ScenarioResult> Results => scenarios.Where(played.ContainsKey).Select(scenario => Together(played[scenario])).ToList();

    /// <summary>The scenarios without a result.</summary>
    public IReadOnlyList<string> NotPlayed => scenarios.Where(scenario => !played.ContainsKey(scenario)).Select(scenario => scenario.Id).ToList();

    /// <summary>Plays them.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<RunEnd> Play(Suite suite, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (gate.Timeout is { } limit) end.CancelAfter(limit);
        var hasFailed = false;
        try
        {
            await suite.Play([.. scenarios.SelectMany(scenario => Enumerable.Repeat(scenario, gate.Repeat))], Done, end.Token);
            return RunEnd.Completed;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return cancel.IsCancellationRequested ? RunEnd.Interrupted : hasFailed ? RunEnd.FailFast : RunEnd.Timeout;
        }
        finally
        {
            foreach (var begun in played.Values.Where(plays => plays.Count < gate.Repeat)) progress.Done(Together(begun));
            progress.End();
        }

        void Done(ScenarioResult result)
        {
            var judged = gate.Baseline?.Judge(result, Today) ?? result;
            if (!played.TryGetValue(result.Scenario, out var plays)) played[result.Scenario] = plays = [];
            plays.Add(judged);
            if (plays.Count == gate.Repeat) progress.Done(Together(plays));
            if (!gate.FailFast || judged.Verdict != Verdict.Fail) return;
            hasFailed = true;
            end.CancelAfter(TimeSpan.Zero);
        }
    }

    private static ScenarioResult Together(List<ScenarioResult> plays)
    {
        var gravest = plays.MinBy(result => Array.IndexOf(Gravity, result.Verdict))!;
        return gravest with { Plays = new Plays(plays.Count(result => result.Verdict == gravest.Verdict), plays.Count) };
    }
}
