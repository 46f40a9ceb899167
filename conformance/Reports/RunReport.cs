using PaxosConformance.Hosts;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports;

/// <summary>What a run found out: the one model that every writer tells in its own way.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Scenarios">The results, in the order of the suite.</param>
public sealed record RunReport(SubjectReport Subject, IReadOnlyList<ScenarioResult> Scenarios)
{
    /// <summary>The verdict on every rule that a played scenario is about, in the order of the ledger.</summary>
    public IReadOnlyList<RuleResult> Rules { get; } = RuleResult.Of(Scenarios);

    /// <summary>What nodes said, as they were started, that was no message of the protocol.</summary>
    public IReadOnlyCollection<MalformedLine> MalformedAtStart { get; init; } = [];

    /// <summary>All lines that were no messages of the protocol, told once for each kind of fault.</summary>
    public IReadOnlyList<MalformedReport> Malformed => MalformedReport.Of(Scenarios, MalformedAtStart);

    /// <summary>How many scenarios ended with a verdict.</summary>
    public int Count(Verdict verdict) => Scenarios.Count(result => result.Verdict == verdict);

    /// <summary>The exit code that says it all: 1 for a violation, 2 where something could not be judged, 0 for a conformant subject.</summary>
    public int ExitCode => Count(Verdict.Fail) > 0 ? Reports.ExitCode.Violation
        : Count(Verdict.Inconclusive) > 0 || Count(Verdict.Pass) == 0 ? Reports.ExitCode.Inconclusive
        : Reports.ExitCode.Conformant;
}

/// <summary>Who was judged.</summary>
/// <param name="Command">The command that starts a node, or where it listens.</param>
/// <param name="Hello">What the node said of itself.</param>
/// <param name="Network">Who carried the messages between its nodes.</param>
public sealed record SubjectReport(string Command, InitOkBody Hello, NetworkMode Network = NetworkMode.Auto)
{
    /// <summary>The options that a replay needs, as one would type them, with a space at the end; empty for the usual ones.</summary>
    public string Options { get; init; } = "";

    /// <summary>The command of the suite that judged it.</summary>
    public string Verb { get; init; } = "run";

    /// <summary>The tier with the messages between nodes.</summary>
    public const string Intercept = "intercept";

    /// <summary>The tier without them.</summary>
    public const string Observe = "observe";

    /// <summary>Name, version and language, as far as told.</summary>
    public string Name => Hello.Implementation is { } it
        ? it.Name + (it.Version is null ? "" : " " + it.Version) + (it.Language is null ? "" : $" ({it.Language})")
        : "a node that does not tell its name";

    /// <summary>How much the harness sees: <c>intercept</c> with the messages between nodes, <c>observe</c> without.</summary>
    public string Tier => Network != NetworkMode.Direct && Hello.Capabilities?.Contains(Capability.Messages) == true ? Intercept : Observe;
}

/// <summary>The verdict on a rule.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Verdict">The gravest of what its scenarios say: a violation, else what could not be judged, else a pass.</param>
/// <param name="Scenarios">The scenarios that were played for it.</param>
/// <param name="Reason">Why it was not judged, if it was not.</param>
public sealed record RuleResult(Rule Rule, Verdict Verdict, IReadOnlyList<string> Scenarios, string? Reason)
{
    internal static IReadOnlyList<RuleResult> Of(IReadOnlyList<ScenarioResult> results) => Ledger.Default.Rules
        .Select(rule => (rule, about: results.Where(result => IsAbout(result, rule)).ToList()))
        .Where(found => found.about.Count > 0)
        .Select(found => Of(found.rule, found.about))
        .ToList();

    private static RuleResult Of(Rule rule, IReadOnlyList<ScenarioResult> about)
    {
        var verdict = Judge(rule, about);
        var reason = verdict is Verdict.NotApplicable or Verdict.Inconclusive
            ? about.Where(result => Judge(rule, result) == verdict).Select(result => Why(rule, result)).FirstOrDefault()
            : null;
        return new RuleResult(rule, verdict, about.Select(result => result.Scenario.Id).ToList(), reason);
    }

    private static string? Why(Rule rule, ScenarioResult result) => result switch
    {
        _ when result.NotJudged.TryGetValue(rule.Id, out var reason) => reason,
        { Verdict: Verdict.Fail } => $"{result.Scenario.Id} ended at another rule",
        _ => result.Message?.Split('\n')[0],
    };

    private static bool IsAbout(ScenarioResult result, Rule rule) => result.Scenario.Rules.Contains(rule) || result.AlsoJudged.Contains(rule.Id) || Breaks(result, rule);

    private static bool Breaks(ScenarioResult result, Rule rule) => result.Violations.Any(violation => violation.Rule == rule.Id);

    private static Verdict Judge(Rule rule, IReadOnlyList<ScenarioResult> about)
    {
        var verdicts = about.Select(result => Judge(rule, result)).ToHashSet();
        return verdicts.Contains(Verdict.Fail) ? Verdict.Fail
            : verdicts.Contains(Verdict.Noted) ? Verdict.Noted
            : verdicts.Contains(Verdict.Inconclusive) ? Verdict.Inconclusive
            : verdicts.Contains(Verdict.Pass) ? Verdict.Pass
            : Verdict.NotApplicable;
    }

    private static Verdict Judge(Rule rule, ScenarioResult result) => result switch
    {
        _ when Breaks(result, rule) => rule.Class == RuleClass.Advisory ? Verdict.Noted : Verdict.Fail,
        _ when result.NotJudged.ContainsKey(rule.Id) => Verdict.NotApplicable,
        // A scenario ends at the first violation: what it had to say of its other rules was not heard.
        { Verdict: Verdict.Fail } => Verdict.Inconclusive,
        _ => result.Verdict,
    };
}

/// <summary>What the command's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>Everything that was judged was right, and nothing was left open.</summary>
    public const int Conformant = 0;

    /// <summary>A rule was broken.</summary>
    public const int Violation = 1;

    /// <summary>No rule was broken as far as could be judged, but something could not be judged.</summary>
    public const int Inconclusive = 2;

    /// <summary>The arguments or the subject file are wrong (EX_USAGE).</summary>
    public const int BadArguments = 64;

    /// <summary>The subject could not be started (EX_UNAVAILABLE).</summary>
    public const int NotStarted = 69;

    /// <summary>The suite itself failed (EX_SOFTWARE).</summary>
    public const int OwnFault = 70;

    /// <summary>The run was ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
