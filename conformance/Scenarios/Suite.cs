using System.Collections.Concurrent;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Rules;
using PaxosConformance.Tracing;

namespace PaxosConformance.Scenarios;

/// <summary>Plays scenarios against a subject.</summary>
public sealed class Suite(NodePool pool, SuiteSettings settings)
{
    // A subject that said nothing at all in so many scenarios will not say anything in the next one.
    private const int MuteLimit = 3;
    private int mute;

    /// <summary>Plays the scenarios, several at a time.</summary>
    /// <param name="scenarios">Which.</param>
    /// <param name="done">Hears of each result as it comes, one at a time.</param>
    /// <param name="cancel">Ends the run; what has not been played is missing in the result.</param>
    /// <returns>The results, in the order of <paramref name="scenarios"/>.</returns>
    public async Task<IReadOnlyList<ScenarioResult>> Play(IReadOnlyList<Scenario> scenarios, Action<ScenarioResult> done, CancellationToken cancel)
    {
        var results = new ConcurrentDictionary<Scenario, ScenarioResult>();
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = cancel };
        await Parallel.ForEachAsync(scenarios, options, async (scenario, stop) =>
        {
            var result = await Play(scenario, stop);
            results[scenario] = result;
            lock (gate) done(result);
        });
        return scenarios.Where(results.ContainsKey).Select(scenario => results[scenario]).ToList();
    }

    /// <summary>Plays one scenario.</summary>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public async Task<ScenarioResult> Play(Scenario scenario, CancellationToken cancel)
    {
        var chance = new Chance(scenario, settings.SeedOf(scenario));
        var result = await Play(scenario, chance, cancel);
        var isComparable = pool.CanTerminate && result.Events.Any(e => e.Kind == EventKind.Killed);
        return isComparable && result.Violations.FirstOrDefault(IsLoss) is { } loss ? await Compare(result, loss, chance, cancel) : result;
    }

    // P-DUR-15: what is lost again and again by one way of ending, and not by the other, hangs on a graceful stop.
    private async Task<ScenarioResult> Compare(ScenarioResult result, Violation loss, Chance chance, CancellationToken cancel)
    {
        var other = await Play(result.Scenario, chance with { StopsGracefully = !chance.StopsGracefully }, cancel);
        if (other.Verdict != Verdict.Pass || !(await Play(result.Scenario, chance, cancel)).Violations.Any(IsLoss)) return result;
        var (bad, good) = chance.StopsGracefully ? ("SIGTERM", "SIGKILL") : ("SIGKILL", "SIGTERM");
        var found = new Violation("P-DUR-15", [$"after {bad} what was recovered after {good}"], $"after {bad}: {loss.Actual}; after {good} {result.Scenario.Id} passes", loss.Proof);
        return result with { Violations = [.. result.Violations, found] };
    }

    private async Task<ScenarioResult> Play(Scenario scenario, Chance chance, CancellationToken cancel)
    {
        var started = settings.Time.GetTimestamp();
        await using var scene = new Scene(scenario, pool, settings, chance, cancel);
        var (verdict, message, violation) = mute >= MuteLimit
            ? (Verdict.Inconclusive, "not tried: the subject has answered nothing in the scenarios before", null)
            : await Judge(scenario, scene);
        if (verdict == Verdict.Inconclusive && !scene.AnythingHeard) Interlocked.Increment(ref mute);
        var violations = Together(violation, scene.Violations);
        if (scene.Garbage is { } garbage && !violations.Any(found => found.IsGrave() && !IsOfSilence(found)) && verdict == Verdict.Pass) (verdict, message, violations) = (Verdict.Inconclusive, garbage, []);
        if (scene.OwnFault is { } fault) (verdict, message, violations) = (Verdict.Inconclusive, OwnFault(fault), []);
        if (violations.FirstOrDefault(found => found.IsGrave()) is { } grave) (verdict, message) = (Verdict.Fail, $"{grave.Rule}: {grave.Actual}");
        return new ScenarioResult(scenario, verdict, message, violations, scene.NotJudgedRules, scene.PuppetFaults, scene.Trace.Events, settings.Time.GetElapsedTime(started))
        {
            AlsoJudged = scene.AlsoJudged,
            Drawn = scene.Lots.Drawn,
            Stages = scene.Stages,
            Faults = scene.PlannedFaults,
            Remains = verdict == Verdict.Fail && settings.KeepsRemains ? scene.Remains() : [],
        };
    }

    // The scenario's own finding comes first, unless what it missed was missing because something else was wrong. Where the oracle holds the same
    // against the subject, once is enough, and its proof is the whole one.
    private static IReadOnlyList<Violation> Together(Violation? own, IReadOnlyList<Violation> found)
    {
        if (own is null) return found;
        var same = found.FirstOrDefault(other => other.Rule == own.Rule);
        var others = found.Where(other => other.Rule != own.Rule);
        own = same is null ? own : own with { Proof = same.Proof };
        return IsOfSilence(own) ? [.. others.Where(other => other.IsGrave()), own, .. others.Where(other => !other.IsGrave())] : [own, .. others];
    }

    private static async Task<(Verdict, string?, Violation?)> Judge(Scenario scenario, Scene scene)
    {
        try
        {
            await scenario.Play(scene);
            scene.GivenAllFaultsStruck();
            scene.GivenOwnNetwork();
            scene.Time.EndLatency();
            if (scene.Chance.StrangersSpeak && !scene.IsDirect) await Strangers.Speak(scene);
            return (Verdict.Pass, null, null);
        }
        catch (Exception e) when (e is not OperationCanceledException && scene.LeftToHarness is not null)
        {
            // Nothing that came of it says anything of the subject.
            return (Verdict.NotApplicable, scene.LeftToHarness, null);
        }
        catch (ViolationException e)
        {
            // What the violation makes of the verdict is decided where the oracle's findings are at hand too.
            return (Verdict.Pass, e.Message, e.Violation);
        }
        catch (NotApplicableException e)
        {
            return (Verdict.NotApplicable, e.Message, null);
        }
        catch (Exception e) when (e is InconclusiveException or NothingToJudgeException)
        {
            return (Verdict.Inconclusive, e.Message, null);
        }
        catch (Exception e) when (e is StartFailedException or ConfigurationRefusedException)
        {
            return (Verdict.Inconclusive, "a node " + e.Message, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The other scenarios are not to be lost with this one.
            return (Verdict.Inconclusive, OwnFault(e), null);
        }
    }

    private static string OwnFault(Exception fault) => $"the suite itself failed, which says nothing about the subject; please report it with these lines:\n{fault}";

    private static bool IsLoss(Violation violation) => Ledger.Default[violation.Rule].Class == RuleClass.Durability;

    // A line that nobody understands may be what was waited for.
    private static bool IsOfSilence(Violation violation) => Ledger.Default[violation.Rule].Class == RuleClass.Liveness;
}

/// <summary>What came of one scenario.</summary>
/// <param name="Scenario">Which.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Message">The reason, where the verdict is not a plain pass.</param>
/// <param name="Violations">The rules that were broken, with the proofs; advice not taken is among them, and fails nobody.</param>
/// <param name="NotJudged">Rules of the scenario that this run could not judge, each with the reason.</param>
/// <param name="PuppetFaults">What the suite's own puppets said that no correct node could have said: a fault of the suite.</param>
/// <param name="Events">Everything that happened.</param>
/// <param name="Duration">How long it took.</param>
public sealed partial record ScenarioResult(
    Scenario Scenario,
    Verdict Verdict,
    string? Message,
    IReadOnlyList<Violation> Violations,
    IReadOnlyDictionary<string, string> NotJudged,
    IReadOnlyList<Violation> PuppetFaults,
    IReadOnlyList<TraceEvent> Events,
    TimeSpan Duration)
{
    /// <summary>Rules that this run judged besides those of the scenario, by variations that chance brought.</summary>
    public IReadOnlyCollection<string> AlsoJudged { get; init; } = [];

    /// <summary>What its random numbers came to: with it as <see cref="SuiteSettings.Replay"/> another run does the same.</summary>
    public Drawn Drawn { get; init; } = new();
}
