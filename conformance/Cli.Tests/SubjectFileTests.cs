namespace PaxosConformance.Cli.Tests;

public class SubjectFileTests : CommandTest
{
    private string path = "";

    [SetUp]
    public void Name() => path = Path.Combine(Path.GetTempPath(), $"subject-{Guid.NewGuid():N}.json");

    [TearDown]
    public void Remove() => File.Delete(path);

    [Test]
    public async Task A_file_names_the_subject_its_capabilities_and_its_patience()
    {
        var node = Path.Combine(AppContext.BaseDirectory, "Paxos.Node").Replace("\\", "/");
        var run = await RunWith($$"""
            {
              // Comments are welcome.
              "name": "my paxos",
              "command": ["{{node}}", "--seed", "7"],
              "timing": { "reply": 20000, "start": 60000 },
              "nodes": 1,
              "tier": "intercept",
            }
            """, "--only", "SC-LIV-01");
        Assert.That(run.Out, Does.StartWith("Subject: my paxos ").And.Contain("PASS            SC-LIV-01"));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [TestCase("{\"comand\": [\"x\"]}", "line 1: 'comand' is no field")]
    [TestCase("{\"command\": [\"x\"],\n\"tier\": \"full\"}", "line 2: tier: one of intercept, observe is expected")]
    [TestCase("{\"command\": [\"x\"], \"network\": \"own\"}", "line 1: network: one of auto, routed, direct is expected")]
    [TestCase("{\"command\": [\"x\"],\n\n\"nodes\": 9}", "line 3: nodes: a number of nodes from 1 to 7 is expected")]
    [TestCase("{\"command\": [\"x\"], \"capabilities\": [\"ordred\"]}", "line 1: capabilities: a list out of messages, durable")]
    [TestCase("{\"command\": [\"x\"], \"timing\": {\"reply\": 0}}", "line 1: timing.reply: milliseconds from 1 to 600000 is expected")]
    [TestCase("{\"command\": [\"x\"], \"variants\": {\"refusal\": \"loud\"}}", "variants.refusal: one of silent, nack, promise-shaped is expected")]
    [TestCase("{\"command\": \"x\"}", "line 1: command: the value is of the wrong kind")]
    [TestCase("{}", "names neither a command nor addresses nor an image")]
    [TestCase("{\"command\": [\"x\"], \"addresses\": [\"localhost:1\"]}", "names both a command and addresses")]
    [TestCase("null", "an object is expected")]
    [TestCase("{", "line 1")]
    public async Task A_mistake_is_told_with_its_place_and_what_is_allowed(string text, string told)
    {
        var run = await RunWith(text);
        Assert.That(run.Error, Does.Contain(path).And.Contain(told));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_told()
    {
        var run = await Terminal.Run("run", "--subject", path);
        Assert.That(run.Error, Does.Contain("--subject").And.Contain(path));
        Assert.That(run.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task Nodes_that_the_suite_does_not_start_have_to_be_wiped()
    {
        var run = await RunWith("{\"addresses\": [\"localhost:1\"]}", "--no-reset");
        Assert.That(run.Error, Does.StartWith("--no-reset needs a command"));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
    }

    [Test]
    public async Task A_command_besides_the_file_is_refused()
    {
        var run = await RunWith("{\"command\": [\"x\"]}", "--", "y");
        Assert.That(run.Error, Does.Contain("a command and --subject are both given"));
        Assert.That(run.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task An_adapter_that_shows_less_than_the_file_expects_is_refused()
    {
        var subject = Subjects.Script("""read line; say '"type":"init_ok","in_reply_to":1'; read line""");
        var run = await RunWith($$"""{ "command": ["sh", "{{subject.Arguments[0]}}"], "tier": "intercept" }""");
        Assert.That(run.Error, Does.Contain("expects the tier intercept, and this run sees observe"));
        Assert.That(run.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task Nodes_that_listen_on_addresses_are_wiped_and_used_again()
    {
        using var node = new ListeningNode();
        var run = await RunWith($$"""{ "addresses": ["{{node.Address}}"], "timing": { "reply": 20000 } }""", "--only", "SC-PRE-0*");
        Assert.That(run.Out, Does.Contain("9 scenarios: 9 passed"), run.Error);
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public async Task An_address_where_nobody_listens_is_told()
    {
        var run = await RunWith("""{ "addresses": ["127.0.0.1:1"] }""");
        Assert.That(run.Error, Does.Contain("'127.0.0.1:1' could not be connected to"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    private async Task<Finished> RunWith(string text, params string[] arguments)
    {
        await File.WriteAllTextAsync(path, text);
        return await Terminal.Run(["run", "--subject", path, .. arguments]);
    }
}
