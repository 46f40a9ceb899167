using System.Diagnostics;
using System.Globalization;
using Paxos;
using PaxosConformance.Tracing;
using PaxosConformance.Tracing.Benchmarks;

// How many events a second the oracle judges, on one core: traces of a cluster that never agrees, and of one that decides at once.
foreach (var (name, trace) in new[] { ("rounds", Traces.Rounds(50_000)), ("duels", Traces.Duels(50_000)), ("repeats", Traces.Repeats(50_000)) })
{
    var best = TimeSpan.MaxValue;
    for (var i = 0; i < 20; i++)
    {
        var oracle = new Oracle(new OracleSetting { Quorums = QuorumSystem.Majority(Traces.Nodes), Real = Traces.Nodes });
        var started = Stopwatch.GetTimestamp();
        foreach (var e in trace) oracle.Observe(e);
        var took = Stopwatch.GetElapsedTime(started);
        if (took < best) best = took;
        if (oracle.Violations is [var violation, ..]) throw new InvalidOperationException($"{name}: a legal trace was flagged: {violation.Rule}, {violation.Actual}");
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-8} {trace.Count,6} events in {best.TotalMilliseconds,6:0.0} ms: {trace.Count / best.TotalSeconds / 1e6:0.00} million events a second"));
}
