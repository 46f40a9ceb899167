using PaxosConformance.Benchmarks;
using PaxosConformance.Hosts;

// The whole suite and the round trip to a node are governed by processes and pipes, not by nanoseconds: a plain clock measures them best.
const int samples = 5;
var node = new SubjectCommand(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), []);
var report = new Measurement(Console.Out, samples);
report.Head();

using var directory = RunDirectory.Create();
await using (var suite = new SuiteRun(node, directory)) await report.Measure("scenarios, reference node", suite.PlayAll);
await using (var talk = await PingPong.Start(node, directory))
{
    await report.Measure("echo and its answer, one node", () => talk.Echo(2_000));
    await report.Measure("prepare and its answer, one node", () => talk.Prepare(200));
}

await report.Measure("messages routed in memory", () => RouterAlone.Exchange(100_000));
