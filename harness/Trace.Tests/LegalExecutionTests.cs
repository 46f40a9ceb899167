using FsCheck;
using FsCheck.Fluent;
using PaxosConformance.Tracing.Tests.Simulation;

namespace PaxosConformance.Tracing.Tests;

/// <summary>Never a false alarm: correct nodes, with all their freedoms, on a network that does what it likes.</summary>
public class LegalExecutionTests
{
    private static readonly Gen<bool> Coin = Gen.Elements(true, false);

    private static readonly Gen<Freedoms> AnyFreedoms =
        from refusal in Gen.Elements(Enum.GetValues<Refusal>())
        from equal in Gen.Elements(Enum.GetValues<Repeated>())
        from coins in Gen.ArrayOf(Coin, 11)
        select new Freedoms
        {
            Refusal = refusal,
            EqualPrepare = equal,
            ExactPromise = coins[0],
            DropsRepeatedAccepts = coins[1],
            Reacknowledges = coins[2],
            AnswersDecided = coins[3],
            ReportsDecided = coins[4],
            Broadcasts = coins[5],
            ForgetsDecision = coins[6],
            ChoosesPromises = coins[7],
            Concurrent = coins[8],
            TellsValue = coins[9],
            PreparesFew = coins[10],
        };

    private static readonly Gen<Run> AnyRun =
        from seed in Gen.Choose(0, int.MaxValue)
        from nodes in Gen.Choose(1, 6)
        from steps in Gen.Choose(100, 2500)
        from crashes in Coin
        from reorders in Coin
        from losses in Gen.Elements(0, 5, 30)
        from doubles in Gen.Elements(0, 5, 30)
        from freedoms in Gen.NonEmptyListOf(AnyFreedoms)
        select new Run { Seed = seed, Nodes = nodes, Steps = steps, Crashes = crashes, Reorders = reorders, Losses = losses, Doubles = doubles, Freedoms = freedoms };

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property A_cluster_of_correct_nodes_is_never_flagged() => Prop.ForAll(AnyRun.ToArbitrary(), run => Judge(run, everybody: true));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property A_correct_node_among_puppets_is_never_flagged() => Prop.ForAll(AnyRun.ToArbitrary(), run => Judge(run, everybody: false));

    [Test]
    public void The_executions_decide_something()
    {
        var decided = Enumerable.Range(0, 50).Count(seed => World.Play(new Run { Seed = seed, Reorders = true, Losses = 5, Doubles = 5, Crashes = true })
            .Trace.Any(e => e.Kind == EventKind.Sent && e.Message!.Body is Wire.ProposeOkBody));
        Assert.That(decided, Is.GreaterThan(25));
    }

    private static bool Judge(Run run, bool everybody)
    {
        var (trace, quorums) = World.Play(run);
        var oracle = new Oracle(new OracleSetting { Quorums = quorums });
        foreach (var e in trace)
        {
            if (e.Kind == EventKind.Started && !everybody && e.Node != "n1") continue;
            oracle.Observe(e);
        }

        if (oracle.Violations is [var violation, ..]) Assert.Fail(Show(violation, trace));
        return true;
    }

    internal static string Show(Violation violation, IReadOnlyList<TraceEvent> trace) =>
        $"{violation.Rule}: {violation.Actual}; expected: {string.Join(" | ", violation.Expected)}\n"
        + string.Join("\n", trace.Where(e => e.Clock <= violation.Proof[^1]).TakeLast(150).Select(e => (violation.Proof.Contains(e.Clock) ? "* " : "  ") + TraceText.Show(e)));
}
