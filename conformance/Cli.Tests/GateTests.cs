using System.Text.Json.Nodes;
using System.Xml.Linq;
using PaxosConformance.Hosts;

namespace PaxosConformance.Cli.Tests;

/// <summary>A node with two mistakes, one of which is known.</summary>
public class GateTests : CommandTest
{
    private static readonly string[] Scenarios = ["--only", "SC-PRE-01", "--only", "SC-PRE-02", "--only", "SC-PRE-03", "--only", "SC-ACC-01", "--only", "SC-ACC-03"];
    private static readonly SubjectCommand Sound = Node("acceptor");
    private static readonly SubjectCommand OneMistake = Node("promises-below");
    private static readonly SubjectCommand TwoMistakes = Node("promises-and-votes-below");

    private string Baseline => Terminal.File("known.json");

    [Test]
    public async Task One_failure_is_known_and_the_other_fails_the_gate_and_every_report_says_so()
    {
        await WriteBaseline(OneMistake);
        var run = await Terminal.Run(TwoMistakes, [
            "run", .. Scenarios, "--baseline", Baseline,
            "--report", $"json={Terminal.File("r.json")}", "--report", $"junit={Terminal.File("r.xml")}", "--report", $"sarif={Terminal.File("r.sarif")}",
            "--report", $"markdown={Terminal.File("r.md")}", "--report", $"badge={Terminal.File("r.badge.json")}", "--report", $"github={Terminal.File("r.github")}"]);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out.Split('\n').Where(line => line.StartsWith("FAIL SC-", StringComparison.Ordinal)), Is.EqualTo((string[])["FAIL SC-ACC-03: An accept below the promise gets no vote and leaves no trace"]));
        Assert.That(run.Out, Does.Contain("\nKnown failures, by ").And.Contain("\n  SC-PRE-02  A prepare below the promise gets no promise\n"));
        const string summary = "5 scenarios: 3 passed, 1 failed, 0 inconclusive, 0 not applicable, 1 known";
        Assert.That(run.Out, Does.Contain($"\n{summary}\n"));

        var json = Json("r.json")["summary"]!;
        Assert.That(((int)json["scenarios"]!, (int)json["passed"]!, (int)json["failed"]!, (int)json["known"]!, (int)json["fixed"]!, (int)json["exitCode"]!), Is.EqualTo((5, 3, 1, 1, 0, 1)));
        var junit = XDocument.Load(Terminal.File("r.xml"));
        Assert.That((junit.Descendants("testcase").Count(), junit.Descendants("failure").Count(), junit.Descendants("error").Count(), junit.Descendants("skipped").Count()), Is.EqualTo((5, 1, 0, 1)));
        var sarif = Json("r.sarif")["runs"]![0]!["results"]!.AsArray();
        Assert.That(sarif.Where(IsUnexpected).Select(result => (string?)result!["properties"]!["scenario"]).Distinct(), Is.EqualTo((string[])["SC-ACC-03"]));
        Assert.That(sarif.Where(result => !IsUnexpected(result)).Select(result => (string?)result!["properties"]!["scenario"]).Distinct(), Is.EqualTo((string[])["SC-PRE-02"]));
        Assert.That(await File.ReadAllTextAsync(Terminal.File("r.md")), Does.Contain(summary));
        Assert.That((string?)Json("r.badge.json")["message"], Is.EqualTo("3 of 5 passed, 1 failed, 1 known"));
        var annotations = await File.ReadAllLinesAsync(Terminal.File("r.github"));
        Assert.That(annotations.Select(line => line.Split(' ')[0]), Is.EqualTo((string[])["::error", "::notice", "::notice"]));
        Assert.That(annotations[^1], Does.EndWith(summary));
    }

    [Test]
    public async Task Known_failures_alone_pass_the_gate()
    {
        await WriteBaseline(TwoMistakes);
        var run = await Terminal.Run(TwoMistakes, ["run", .. Scenarios, "--baseline", Baseline]);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out);
        Assert.That(run.Out, Does.Contain("0 failed").And.Contain("2 known"));
    }

    [Test]
    public async Task A_mended_mistake_fails_the_gate_until_its_line_is_gone()
    {
        await WriteBaseline(TwoMistakes);
        var run = await Terminal.Run(OneMistake, ["run", .. Scenarios, "--baseline", Baseline]);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("  FIXED           SC-ACC-03").And.Contain("and the scenario passes: remove its").And.Contain("1 fixed"));
        Assert.That(run.Out, Does.Not.Contain("\nFAIL "));

        await WriteBaseline(OneMistake);
        Assert.That(await File.ReadAllTextAsync(Baseline), Does.Contain("SC-PRE-02").And.Not.Contain("SC-ACC-03"));
        Assert.That((await Terminal.Run(OneMistake, ["run", .. Scenarios, "--baseline", Baseline])).ExitCode, Is.EqualTo(0));
    }

    [Test]
    public async Task Scenarios_that_are_not_played_leave_their_lines_alone()
    {
        await WriteBaseline(TwoMistakes);
        var run = await Terminal.Run(Sound, "run", "--only", "SC-PRE-01", "--baseline", Baseline);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out);
    }

    [Test]
    public async Task A_run_ends_at_the_first_failure_that_is_not_known()
    {
        await WriteBaseline(OneMistake);
        var run = await Terminal.Run(TwoMistakes, ["run", "--only", "SC-PRE-02", "--only", "SC-ACC-01", "--only", "SC-ACC-03", "--only", "SC-ACC-04", "--only", "SC-ACC-05", "--jobs", "1", "--fail-fast", "--baseline", Baseline, "--report", $"json={Terminal.File("r.json")}"]);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out);
        var report = Json("r.json");
        Assert.That((string?)report["run"]!["end"], Is.EqualTo("FailFast"));
        Assert.That(report["scenarios"]!.AsArray().Select(scenario => (string?)scenario!["verdict"]), Is.EqualTo((string[])["KNOWN", "PASS", "FAIL"]));
        Assert.That(run.Out, Does.Contain("2 not played: the run ended at the first failure"));
    }

    [Test]
    public async Task Each_scenario_is_played_as_often_as_is_wished()
    {
        var run = await Terminal.Run(OneMistake, "run", "--only", "SC-PRE-02", "--only", "SC-PRE-03", "--repeat", "3");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Match(@"  FAIL            SC-PRE-02  .*\(\d+ ms, 3 of 3 plays\)\n").And.Match(@"  PASS            SC-PRE-03  .*\(\d+ ms, 3 of 3 plays\)\n"));
        Assert.That(run.Out, Does.Contain("\n2 scenarios: 1 passed, 1 failed").And.Contain("  So in 3 of 3 plays.\n"));
    }

    [Test]
    public async Task What_is_not_played_when_the_time_is_up_is_not_judged()
    {
        var run = await Terminal.Run(Subjects.Script(RunCommandTests.HangsAtPrepare), "run", "--only", "SC-PRE", "--timeout", "2", "--report", $"json={Terminal.File("r.json")}");
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(" not played: the time was up"));
        Assert.That((string?)Json("r.json")["run"]!["end"], Is.EqualTo("Timeout"));
    }

    [Test]
    public async Task Shards_put_together_say_what_the_whole_run_says()
    {
        var parts = new List<string>();
        for (var i = 1; i <= 2; i++)
        {
            parts.Add(Terminal.File($"{i}.json"));
            await Terminal.Run(OneMistake, ["run", .. Scenarios, "--shard", $"{i}/2", "--report", $"json={parts[^1]}"]);
        }

        var merged = await Terminal.Run(["merge", .. parts, "--report", $"junit={Terminal.File("r.xml")}"]);
        Assert.That(merged.ExitCode, Is.EqualTo(1), merged.Error);
        Assert.That(merged.Out, Does.Contain("\n5 scenarios: 4 passed, 1 failed, 0 inconclusive, 0 not applicable\n").And.Contain("\nFAIL SC-PRE-02: "));
        Assert.That(XDocument.Load(Terminal.File("r.xml")).Descendants("testcase").Count(), Is.EqualTo(5));

        var one = await Terminal.Run("merge", parts[0]);
        Assert.That((one.ExitCode, one.Out), Is.EqualTo((64, "")));
        Assert.That(one.Error, Does.Contain("2/2 is missing"));
    }

    [TestCase("--write-baseline", "--baseline FILE")]
    [TestCase("--baseline no-such-file", "--write-baseline makes one")]
    [TestCase("--baseline known.json --write-baseline --fail-fast", "do not go together")]
    [TestCase("--shard 6/9 --only SC-PRE-01", "--shard 6/9")]
    [TestCase("--shard 4/3", "--shard is 4/3")]
    [TestCase("--timeout 0", "--timeout is 0")]
    [TestCase("--repeat 0", "--repeat is 0")]
    [TestCase("--sarif-merge build.sarif", "needs --report sarif=FILE")]
    [TestCase("--evidence /dev/null/x", "--evidence /dev/null/x")]
    public async Task What_does_not_go_together_is_refused_before_anything_is_played(string options, string said)
    {
        var run = await Terminal.Run(["run", .. options.Split(' ')]);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
        Assert.That(run.Error, Does.Contain(said));
    }

    [Test]
    public async Task A_baseline_that_cannot_be_read_is_named_with_its_line()
    {
        await File.WriteAllTextAsync(Baseline, "{\n\"version\": 1,\n\"known\": [}\n");
        var run = await Terminal.Run("run", "--baseline", Baseline);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.StartWith($"--baseline {Baseline}, line 3: "));
    }

    private async Task WriteBaseline(SubjectCommand subject)
    {
        var run = await Terminal.Run(subject, ["run", .. Scenarios, "--baseline", Baseline, "--write-baseline"]);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out + run.Error);
    }

    private static bool IsUnexpected(JsonNode? result) => (string?)result!["level"] == "error" && result["suppressions"]!.AsArray().Count == 0;

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(Terminal.File(name)))!;

    private static SubjectCommand Node(string manners) => new(Terminal.TestSubject, [manners]);
}
