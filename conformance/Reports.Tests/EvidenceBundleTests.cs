using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class EvidenceBundleTests
{
    private string folder = null!;

    private string Bundle => Path.Combine(folder, "SC-PRE-02");

    [SetUp]
    public void Prepare() => folder = Directory.CreateTempSubdirectory("bundle-tests-").FullName;

    [TearDown]
    public void Clear() => Directory.Delete(folder, recursive: true);

    [Test]
    public void It_holds_the_story_the_trace_the_faults_and_what_each_node_left()
    {
        Keep(Failure);
        Assert.That(Text("story.txt"), Does.StartWith("FAIL SC-PRE-02: ").And.Contain("Expected, any of:"));
        Assert.That(Text("trace.jsonl").TrimEnd('\n').Split('\n'), Has.Length.EqualTo(9));
        Assert.That(Text("faults.txt"), Does.StartWith("struck  kill -9 of n1, planned for the first promise of n1\nmissed  "));
        Assert.That(Text("nodes/n1/stderr.txt"), Is.EqualTo("no disk"));
        Assert.That(File.ReadAllBytes(Path.Combine(Bundle, "nodes/n1/data/deep/log")), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Text("nodes/n1/left-out.txt"), Does.Contain("huge  5000000 bytes"));
    }

    [Test]
    public void What_is_read_is_what_was_kept()
    {
        Keep(Failure);
        var read = EvidenceBundle.Read(Bundle);
        Assert.That(read.Scenarios[0].Events, Is.EqualTo(Failure.Events));
        Assert.That(Written(new MarkdownReport(), read), Is.EqualTo(Written(new MarkdownReport(), Report(Failure))));
    }

    [Test]
    public void A_bundle_takes_the_place_of_an_older_one()
    {
        Keep(Failure);
        Keep(Failure with { Remains = [] });
        Assert.That(Directory.Exists(Path.Combine(Bundle, "nodes")), Is.False);
    }

    [Test]
    public void What_is_no_bundle_is_left_alone()
    {
        Directory.CreateDirectory(Bundle);
        File.WriteAllText(Path.Combine(Bundle, "mine.txt"), "mine");
        Assert.That(() => Keep(Failure), Throws.InstanceOf<IOException>().With.Message.Contains("no evidence bundle"));
        Assert.That(Text("mine.txt"), Is.EqualTo("mine"));
    }

    [Test]
    public void A_directory_that_is_none_is_named() =>
        Assert.That(() => EvidenceBundle.Read(folder), Throws.TypeOf<FormatException>().With.Message.Contains("no evidence bundle"));

    [Test]
    public void A_line_of_the_trace_that_is_broken_is_named()
    {
        Keep(Failure);
        var trace = Path.Combine(Bundle, "trace.jsonl");
        File.WriteAllText(trace, File.ReadAllText(trace).Replace("\"kind\":\"started\"", "\"kind\":\"born\"", StringComparison.Ordinal));
        Assert.That(() => EvidenceBundle.Read(Bundle), Throws.TypeOf<FormatException>().With.Message.Contains("trace.jsonl, line 1: kind: 'born'"));
    }

    private static ScenarioResult Failure { get; } = PromisedBelowThePromise with
    {
        Faults = [new PlannedFault("kill -9 of n1", "the first promise of n1", true), new PlannedFault("power loss of n1", "the first nack of n1", false)],
        Remains = [new NodeRemains("n1", "no disk", [new DataFile("deep/log", 3, [1, 2, 3]), new DataFile("huge", 5_000_000, null)])],
    };

    private void Keep(ScenarioResult result) => EvidenceBundle.Write(Report(result), result, Bundle);

    private string Text(string file) => File.ReadAllText(Path.Combine(Bundle, file));
}
