using System.Text;
using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class SavedResultsTests
{
    public static IEnumerable<string> Kinds => ReportKinds.All.Select(writer => writer.Kind);

    private static RunReport Whole { get; } = Mixed with
    {
        Evidence = "evidence",
        Scenarios =
        [
            .. Mixed.Scenarios.Select(result => result with
            {
                Duration = TimeSpan.FromMilliseconds(13),
                Plays = new Plays(2, 3),
                Faults = [new PlannedFault("kill -9 of n2", "the first accepted of n2", true)],
                Stages = [new Stage(0, ["n1", "n2", "n3"], ["n1", "n2"], true)],
                Drawn = new Drawn { Seed = 7, Round = 3, Network = new Dictionary<string, IReadOnlyList<Fate>> { ["n1->n2"] = [new Fate(1, 0), new Fate(0, 4)] }, Delays = new Dictionary<string, IReadOnlyList<double>> { ["n1"] = [1.25] } },
            }),
        ],
    };

    /// <summary>So any report can be written later, and says the same.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void Every_writer_says_the_same_of_a_saved_result(string kind)
    {
        var writer = ReportKinds.Find(kind)!;
        Assert.That(Written(writer, Read(Saved(Whole))), Is.EqualTo(Written(writer, Whole)));
    }

    [Test]
    public void The_console_says_the_same_too()
    {
        Assert.That(Told(Read(Saved(Whole))), Is.EqualTo(Told(Whole)));

        static string Told(RunReport report)
        {
            using var text = new StringWriter();
            new ConsoleReport(text).End(report);
            return text.ToString();
        }
    }

    [Test]
    public void What_was_drawn_at_random_comes_back()
    {
        var drawn = Read(Saved(Whole)).Scenarios[0].Drawn;
        Assert.That((drawn.Seed, drawn.Round), Is.EqualTo((7, 3)));
        Assert.That(drawn.Network["n1->n2"], Is.EqualTo((Fate[])[new Fate(1, 0), new Fate(0, 4)]));
        Assert.That(drawn.Delays["n1"], Is.EqualTo((double[])[1.25]));
    }

    [Test]
    public void A_pass_of_very_many_events_is_saved_without_them_and_a_failure_with_them()
    {
        var talk = Enumerable.Range(1, 5_000).Select(i => new TraceEvent(i, EventKind.Note, "", null, $"{i}")).ToList();
        var read = Read(Saved(Report(Of("SC-PRE-03", Verdict.Pass) with { Events = talk }, PromisedBelowThePromise with { Events = talk })));
        Assert.That(read.Scenarios.Select(result => result.Events.Count), Is.EqualTo((int[])[0, 5_000]));
    }

    [TestCase("no json", "no report of a run")]
    [TestCase("[]", "no report of a run")]
    [TestCase("""{"scenarios":[]}""", "another format")]
    [TestCase("""{"format":9,"scenarios":[]}""", "another format")]
    [TestCase("""{"format":1,"scenarios":[]}""", "no report of a run")]
    public void What_is_no_report_is_refused(string text, string said) => Assert.That(Assert.Throws<FormatException>(() => Read(text))!.Message, Does.StartWith("r.json: ").And.Contain(said));

    [TestCase("\"SC-PRE-02\"", "\"SC-OLD-99\"", "no scenario SC-OLD-99")]
    [TestCase("\"rule\": \"P-ACC-01\"", "\"rule\": \"P-OLD-99\"", "no rule P-OLD-99")]
    [TestCase("\"FAIL\"", "\"BAD\"", "no verdict BAD")]
    [TestCase("\"kind\":\"started\"", "\"kind\":\"born\"", "'born' is no kind of event")]
    public void What_this_version_does_not_know_is_named(string old, string now, string said)
    {
        var saved = Saved(Report(PromisedBelowThePromise));
        Assert.That(saved, Does.Contain(old));
        Assert.That(Assert.Throws<FormatException>(() => Read(saved.Replace(old, now, StringComparison.Ordinal)))!.Message, Does.Contain(said));
    }

    [Test]
    public void Shards_are_put_together_in_the_order_of_the_suite()
    {
        var merged = SavedResults.Merge([("b", Part(2, 2, Of("SC-PRE-03", Verdict.Pass))), ("a", Part(1, 2, PromisedBelowThePromise, Of("SC-ACC-01", Verdict.Pass)))]);
        Assert.That(merged.Scenarios.Select(result => result.Scenario.Id), Is.EqualTo((string[])["SC-PRE-02", "SC-PRE-03", "SC-ACC-01"]));
        Assert.That((merged.ExitCode, merged.Provenance.Shard), Is.EqualTo((1, (Shard?)null)));
    }

    [Test]
    public void A_shard_that_was_lost_is_missed() => Assert.That(
        Assert.Throws<FormatException>(() => SavedResults.Merge([("a", Part(1, 3)), ("b", Part(3, 3))]))!.Message,
        Does.Contain("2/3 is missing"));

    [Test]
    public void The_only_shard_that_is_named_is_not_the_whole_run() => Assert.That(
        Assert.Throws<FormatException>(() => SavedResults.Merge([("a", Part(1, 3))]))!.Message,
        Does.Contain("2/3, 3/3 are missing"));

    [Test]
    public void A_scenario_that_is_there_twice_is_named_with_both_files() => Assert.That(
        Assert.Throws<FormatException>(() => SavedResults.Merge([("a.json", Report(PromisedBelowThePromise)), ("b.json", Report(PromisedBelowThePromise))]))!.Message,
        Does.Contain("SC-PRE-02 is in a.json and in b.json"));

    [Test]
    public void Reports_of_two_subjects_are_not_put_together()
    {
        var other = new RunReport(Subject with { Hello = new() }, []);
        Assert.That(Assert.Throws<FormatException>(() => SavedResults.Merge([("a.json", Report()), ("b.json", other)]))!.Message, Does.Contain("a.json is about toy 1.2 (Go)"));
    }

    [Test]
    public void What_one_part_did_not_play_the_whole_did_not()
    {
        var merged = SavedResults.Merge([("a", Part(1, 2, Of("SC-PRE-01", Verdict.Pass))), ("b", Part(2, 2, Of("SC-PRE-03", Verdict.Pass)) with { End = RunEnd.Timeout, NotPlayed = ["SC-PRE-02"] })]);
        Assert.That((merged.ExitCode, merged.End), Is.EqualTo((2, RunEnd.Timeout)));
    }

    private static RunReport Part(int number, int of, params ScenarioResult[] results) => Report(results) with { Provenance = new Provenance { Shard = new Shard(number, of) } };

    private static string Saved(RunReport report) => Written(new JsonReport(), report);

    private static RunReport Read(string text) => SavedResults.Read("r.json", Encoding.UTF8.GetBytes(text));
}
