using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class SarifReportTests
{
    private static readonly SarifReport Writer = new();

    [Test]
    public void It_has_what_the_format_requires()
    {
        var log = JsonNode.Parse(Written(Writer, Mixed))!;
        Assert.That((string?)log["version"], Is.EqualTo("2.1.0"));
        var run = log["runs"]!.AsArray().Single()!;
        var driver = run["tool"]!["driver"]!;
        Assert.That((string?)driver["name"], Is.Not.Empty);
        var rules = driver["rules"]!.AsArray();
        Assert.That(rules.Select(rule => (string?)rule!["id"]), Is.Unique.And.SupersetOf((string[])["P-ACC-01", "P-ACC-02", "P-ACC-05"]));
        foreach (var rule in rules)
        {
            Assert.That((string?)rule!["help"]!["text"], Does.Contain("Source: ").Or.Contain("Observed: "), (string?)rule["id"]);
            Assert.That((string?)rule["help"]!["markdown"], Is.Not.Empty);
        }

        foreach (var result in run["results"]!.AsArray())
        {
            Assert.That((string?)rules[(int)result!["ruleIndex"]!]!["id"], Is.EqualTo((string?)result["ruleId"]));
            Assert.That((string?)result["message"]!["text"], Is.Not.Empty);
            Assert.That((string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"], Does.StartWith("paxos-conformance/SC-"));
            Assert.That(result["suppressions"], Is.Not.Null);
        }
    }

    /// <summary>CI fetches the schema, which may not be copied, and Python's validator for it.</summary>
    [Test]
    public async Task It_is_valid_by_the_official_schema()
    {
        var schema = Path.Combine(PaxosConformance.Tests.Repository.Root, "artifacts", "schemas", "sarif-schema-2.1.0.json");
        if (!File.Exists(schema)) Assert.Ignore($"the schema of SARIF is not at artifacts/schemas/{Path.GetFileName(schema)}: .ci/run fetches it");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Written(Writer, Mixed));
            var (code, said) = await Python("import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))", file, schema);
            if (said.Contains("No module named", StringComparison.Ordinal)) Assert.Ignore("Python's package jsonschema is missing");
            Assert.That(code, Is.Zero, said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Its_counts_are_those_of_the_run()
    {
        var run = JsonNode.Parse(Written(Writer, Mixed))!["runs"]![0]!;
        int Said(string count) => (int)run["properties"]![count]!;
        Assert.That((Said("scenarios"), Said("passed"), Said("failed"), Said("known"), Said("fixed"), Said("inconclusive"), Said("notApplicable"), Said("notPlayed")), Is.EqualTo((7, 1, 2, 1, 1, 1, 1, 2)));
        var unexpected = run["results"]!.AsArray().Where(result => (string?)result!["level"] == "error" && result["suppressions"]!.AsArray().Count == 0);
        Assert.That(unexpected.Select(result => (string?)result!["properties"]!["scenario"]), Is.EqualTo((string[])["SC-PRE-02", "SC-PRE-05", "SC-ACC-03"]));
        Assert.That(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((bool)run["invocations"]![0]!["executionSuccessful"]!, Is.False);
    }

    [Test]
    public void A_known_failure_is_suppressed_with_its_reason()
    {
        var result = JsonNode.Parse(Written(Writer, Mixed))!["runs"]![0]!["results"]!.AsArray().Single(result => (string?)result!["properties"]!["scenario"] == "SC-PRE-06")!;
        Assert.That((string?)result["suppressions"]![0]!["justification"], Is.EqualTo("issue 12"));
    }

    [Test]
    public void Nothing_that_the_subject_says_becomes_a_link_or_an_argument()
    {
        var text = (string)JsonNode.Parse(Written(Writer, Report(Insulting)))!["runs"]![0]!["results"]![0]!["message"]!["text"]!;
        Assert.That(text, Does.Contain(@"\[x\](http://evil)").And.Contain("{{0}}").And.Not.Contain("\u001b"));
    }

    [Test]
    public void Results_of_another_tool_stand_beside_as_runs_of_their_own()
    {
        var others = SarifReport.RunsIn("build.sarif", Encoding.UTF8.GetBytes("\uFEFF" + """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"csc"}},"results":[]}]}"""));
        var runs = JsonNode.Parse(Written(Writer, Report() with { OtherRuns = others }))!["runs"]!.AsArray();
        Assert.That(runs.Select(run => (string?)run!["tool"]!["driver"]!["name"]), Is.EqualTo((string[])["PaxosConformance", "csc"]));
    }

    [TestCase("""{"version":"1.0.0","runs":[]}""", "version=2.1")]
    [TestCase("[]", "no SARIF")]
    [TestCase("{", "no SARIF")]
    [TestCase("""{"version":"2.1.0"}""", "runs")]
    public void What_cannot_be_merged_is_refused_with_the_way_out(string text, string said) =>
        Assert.That(Assert.Throws<FormatException>(() => SarifReport.RunsIn("build.sarif", Encoding.UTF8.GetBytes(text)))!.Message, Does.StartWith("build.sarif").And.Contain(said));

    private static async Task<(int Code, string Said)> Python(string program, params string[] arguments)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program, .. arguments]) { RedirectStandardError = true })!;
            var said = await python.StandardError.ReadToEndAsync();
            await python.WaitForExitAsync();
            return (python.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (1, "No module named jsonschema, and no python3");
        }
    }
}
