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

    public static RunReport Report(params ScenarioResult[] results) => new(Subject, results);

    private static Scenario Scenario(string id) => Scenarios.Scenario.All.Single(scenario => scenario.Id == id);

    private static TraceEvent Event(long clock, EventKind kind, string src, string dest, Body body) =>
        new(clock, kind, kind == EventKind.Sent ? src : dest, new Envelope(src, dest, body));
}
