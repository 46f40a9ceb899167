using Paxos;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports.Tests;

/// <summary>Results to be reported.</summary>
internal static class Results
{
    public static SubjectReport Subject { get; } = new(
        "-- './my node' --data '{data}'",
        new InitOkBody { Implementation = new Implementation { Name = "toy", Version = "1.2", Language = "Go" }, Capabilities = [Capability.Messages, Capability.Ordered] });

    private static Provenance Origin { get; } = new()
    {
        Suite = "1.2.3",
        Runtime = ".NET",
        System = "Linux",
        Started = new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Arguments = ["run", "--", "./my node", "--data", "{data}"],
    };

    /// <summary>A result without a violation.</summary>
    public static ScenarioResult Of(string id, Verdict verdict, string? message = null, string[]? notJudged = null) =>
        new(Scenario(id), verdict, message, [], (notJudged ?? []).ToDictionary(rule => rule, _ => "no such field"), [], [], TimeSpan.FromMilliseconds(12.6));

    /// <summary>A result with a violation of a rule, proved by nothing.</summary>
    public static ScenarioResult Broken(string id, string rule, Verdict verdict = Verdict.Fail) =>
        Of(id, verdict, rule) with { Violations = [new Violation(rule, ["silence"], "promise 3.n3 reporting nothing", [1])] };

    /// <summary>SC-PRE-02 as an acceptor fails it that promises everything, with the trace that proves it.</summary>
    public static ScenarioResult PromisedBelowThePromise { get; } = new(
        Scenario("SC-PRE-02"),
        Verdict.Fail,
        "P-ACC-01: promise 3.n3 reporting nothing",
        [new Violation("P-ACC-01", ["silence", "nack 3.n3"], "promise 3.n3 reporting nothing", [6, 8])],
        new Dictionary<string, string>(),
        [],
        [
            new TraceEvent(1, EventKind.Started, "n1"),
            Event(2, EventKind.Sent, "n2", "n1", new PrepareBody { Ballot = new Ballot(5, "n2") }),
            Event(3, EventKind.Delivered, "n2", "n1", new PrepareBody { Ballot = new Ballot(5, "n2") }),
            Event(4, EventKind.Sent, "n1", "n2", new PromiseBody { Ballot = new Ballot(5, "n2") }),
            Event(5, EventKind.Delivered, "n1", "n2", new PromiseBody { Ballot = new Ballot(5, "n2") }),
            Event(6, EventKind.Sent, "n3", "n1", new PrepareBody { Ballot = new Ballot(3, "n3") }),
            Event(7, EventKind.Delivered, "n3", "n1", new PrepareBody { Ballot = new Ballot(3, "n3") }),
            Event(8, EventKind.Sent, "n1", "n3", new PromiseBody { Ballot = new Ballot(3, "n3") }),
            Event(9, EventKind.Delivered, "n1", "n3", new PromiseBody { Ballot = new Ballot(3, "n3") }),
        ],
        TimeSpan.FromMilliseconds(41.2));

    /// <summary>What a subject says that would rather command the reader than be read.</summary>
    public const string Hostile = "\u001b[2J]]>\u0000&<script>alert(1)</script>|`x`\r\n::error::owned%0A[x](http://evil)\u202e{0}";

    /// <summary>SC-ACC-03 as a subject fails it that says what is hostile.</summary>
    public static ScenarioResult Insulting { get; } = Of("SC-ACC-03", Verdict.Fail, $"P-ACC-05: {Hostile}") with
    {
        Violations = [new Violation("P-ACC-05", ["silence", Hostile], Hostile, [1])],
        Events = [new TraceEvent(1, EventKind.Malformed, "n1", null, Hostile)],
    };

    /// <summary>A run of every kind of verdict.</summary>
    public static RunReport Mixed { get; } = Report(
        PromisedBelowThePromise,
        Of("SC-PRE-03", Verdict.Pass),
        Of("SC-PRE-05", Verdict.Fixed) with { Remark = "remove its line from known.json" },
        Broken("SC-PRE-06", "P-ACC-02", Verdict.Known) with { Known = ["P-ACC-02"], Remark = "issue 12" },
        Insulting,
        Of("SC-ACC-02", Verdict.NotApplicable, "the node declares the variant 'exact-promise'"),
        Of("SC-ACC-04", Verdict.Inconclusive, $"n1 exited with code 1\n{Hostile}")) with
    {
        Baseline = "known.json",
        End = RunEnd.Timeout,
        NotPlayed = ["SC-ACC-05", "SC-ACC-06"],
    };

    public static RunReport Report(params ScenarioResult[] results) => new(Subject, results) { Provenance = Origin };

    /// <summary>What a writer writes.</summary>
    public static string Written(IReportWriter writer, RunReport report)
    {
        using var stream = new MemoryStream();
        writer.Write(report, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }


    private static Scenario Scenario(string id) => Scenarios.Scenario.All.Single(scenario => scenario.Id == id);

    private static TraceEvent Event(long clock, EventKind kind, string src, string dest, Body body) =>
        new(clock, kind, kind == EventKind.Sent ? src : dest, new Envelope(src, dest, body));
}
