using System.Globalization;
using PaxosConformance.Cli.Tests;
using PaxosConformance.Hosts.Tests;

namespace PaxosConformance.Containers.Tests;

/// <summary>The suite, played against containers of a real engine, which is asked in one way and in the other.</summary>
[TestFixture("docker")]
[TestFixture("testcontainers")]
public class ContainerRunTests(string engine)
{
    private static readonly string[] MessagesCrashesAndPauses =
    [
        "SC-PRE-01", "SC-PRE-02", "SC-PRE-06", "SC-PRE-11", "SC-ACC-04", "SC-ACC-05", "SC-DEC-01", "SC-PRO-01", "SC-QRM-01",
        "SC-CRA-01", "SC-CRA-02", "SC-CRA-04", "SC-PAR-01", "SC-PAR-07", "SC-LIV-01",
    ];

    private Terminal terminal = null!;
    private string kept = "";

    [OneTimeSetUp]
    public void Engine_is_there()
    {
        Engine.NeedSuite(engine);
        Engine.Need();
    }

    [SetUp]
    public void Prepare() => (terminal, kept) = (new Terminal(), Engine.Kept);

    [TearDown]
    public void NothingIsLeft()
    {
        Assert.That(Engine.Kept, Is.EqualTo(kept), "containers, networks or volumes were left behind");
        Assert.That(terminal.LeftBehind, Is.Empty, "directories were left behind");
        terminal.Dispose();
    }

    [Test]
    public async Task The_reference_node_passes_scenarios_of_messages_crashes_pauses_and_partitions()
    {
        var run = await Run(["--effort", "10", .. Only(MessagesCrashesAndPauses)]);
        Assert.That(run.Out, Does.Contain($"{MessagesCrashesAndPauses.Length} scenarios: {MessagesCrashesAndPauses.Length} passed"), run.Error);
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public async Task The_reference_node_survives_losses_of_power()
    {
        var run = await Run(Only("SC-PWR-01", "SC-PWR-02", "SC-PWR-08"));
        if (run.Out.Contains("power loss needs", StringComparison.Ordinal)) Assert.Ignore(run.Out);
        Assert.That(run.Out, Does.Contain("3 scenarios: 3 passed"), run.Error);
    }

    [Test]
    public async Task In_direct_mode_links_between_containers_are_cut_and_healed()
    {
        var run = await Run(["--network", "direct", .. Only("SC-PAR-01", "SC-PAR-02", "SC-PAR-05", "SC-CRA-02", "SC-LIV-01")]);
        Assert.That(run.Out, Does.Contain("Tier:    observe").And.Contain("5 scenarios: 5 passed"), run.Error);
    }

    [Test]
    public async Task What_an_engine_cannot_do_is_not_applicable_with_the_reason()
    {
        var run = await Run(["--network", "direct", .. Only("SC-PAR-03", "SC-NET-04")]);
        Assert.That(run.Out, Does.Contain("cuts the link between two containers in both directions, never in one").And.Contain("does not see what travels over the links"));
        Assert.That(run.ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task An_image_that_exits_is_quoted()
    {
        Engine.Build("paxos-conformance-test-exits", """["--no-such-option"]""");
        var run = await terminal.Run("run", "--engine", engine, "--image", "paxos-conformance-test-exits");
        Assert.That(run.Error, Does.Contain("exited with code 64 before it answered init\nits stderr ends with:\nPaxos.Node: '--no-such-option' is no option"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    [Test]
    public async Task An_image_whose_node_listens_only_to_itself_is_told_so()
    {
        Engine.Build("paxos-conformance-test-deaf", """["--listen", "127.0.0.1:7000"]""");
        var run = await terminal.Run("run", "--engine", engine, "--image", "paxos-conformance-test-deaf", "--start-timeout", "10");
        Assert.That(run.Error, Does.Contain("did not answer init within 10 s: nothing has come from port 7000 of its container yet").And.Contain("listening on 127.0.0.1:7000"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    [Test]
    public async Task An_image_is_built_from_a_directory()
    {
        var context = Directory.CreateDirectory(terminal.File("context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), $"FROM {Engine.Image}\n");
        var run = await terminal.Run("run", "--engine", engine, "--build", context, "--image", "paxos-conformance-test-built", "--only", "SC-PRE-01");
        Assert.That(run.Out, Does.Contain("1 scenario: 1 passed"), run.Error);
    }

    [Test]
    public async Task A_run_that_is_interrupted_leaves_nothing()
    {
        using var process = terminal.Start("run", "--engine", engine, "--image", Engine.Image, "--only", "SC-CRA");
        await Started();
        await Terminal.Interrupt(process);
        var run = await Terminal.End(process);
        Assert.That(run.ExitCode, Is.EqualTo(130), run.Error);
    }

    [Test]
    public async Task What_a_killed_run_left_is_gone_after_the_next()
    {
        using (var process = terminal.Start("run", "--engine", engine, "--image", Engine.Image, "--only", "SC-CRA", "--only", "SC-PWR"))
        {
            await Started();
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(Engine.Kept, Is.Not.EqualTo(kept));
        var run = await Run(Only("SC-PRE-01"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public void The_image_is_small_runs_as_nobody_in_particular_and_writes_nothing_but_data()
    {
        Assert.That(long.Parse(Engine.Docker("image", "inspect", Engine.Image, "--format", "{{.Size}}").Output, CultureInfo.InvariantCulture), Is.LessThan(100_000_000));
        Assert.That(Engine.Docker("image", "inspect", Engine.Image, "--format", "{{.Config.User}}").Output, Is.EqualTo("1654:1654"));
        var (_, container) = Engine.Docker("run", "--detach", "--read-only", Engine.Image);
        try
        {
            Assert.That(() => Engine.Docker("logs", container).Output, Is.EqualTo("listening on 0.0.0.0:7000").After((int)Subjects.Long.TotalMilliseconds, 100), "with a root file system that is read-only");
        }
        finally
        {
            Engine.Docker("rm", "--force", "--volumes", container);
        }
    }

    private static string[] Only(params string[] scenarios) => [.. scenarios.SelectMany(scenario => new[] { "--only", scenario })];

    private Task<Finished> Run(params string[] arguments) => terminal.Run(["run", "--engine", engine, "--image", Engine.Image, "--start-timeout", "60", .. arguments]);

    private static async Task Started() => Assert.That(await Task.Run(() => SpinWait.SpinUntil(() => Engine.Docker("ps", "--quiet", "--filter", $"label=paxos-conformance.machine={Environment.MachineName}").Output.Split('\n').Length > 2, Subjects.Long)), "no containers were started");
}
