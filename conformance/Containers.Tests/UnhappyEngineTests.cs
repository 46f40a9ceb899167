using PaxosConformance.Cli.Tests;

namespace PaxosConformance.Containers.Tests;

/// <summary>What is told when an engine or an image is not what it must be. No engine is needed for these.</summary>
[Platform("Linux,MacOsX")]
public class UnhappyEngineTests : CommandTest
{
    [TestCase("'version --format') echo 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix' >&2; exit 1 ;;", "this user may not use the engine's socket")]
    [TestCase("'version --format') echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1 ;;", "the engine does not run: start it")]
    [TestCase("'image inspect') echo 'Error: No such image: no' >&2; exit 1 ;; pull*) echo 'lookup registry: no such host' >&2; exit 1 ;;", "'my-node' is an image that docker does not have, and cannot get: build it, or correct its name\ndocker: lookup registry: no such host")]
    [TestCase("""'image inspect') echo '[{"Config":{"ExposedPorts":null}}]' ;;""", "exposes no TCP port: its nodes must listen for the suite, so EXPOSE their port in its Dockerfile, or name it with --port")]
    [TestCase("""'image inspect') echo '[{"Config":{"ExposedPorts":{"1/tcp":{},"2/tcp":{}}}}]' ;;""", "exposes several TCP ports (1, 2)")]
    [TestCase("run*) echo 'driver failed: Bind for 127.0.0.1:7000 failed: port is already allocated' >&2; exit 125 ;;", "port is already allocated\nanother program or container has the port")]
    [TestCase("run*) echo 'write /var/lib/docker/tmp: no space left on device' >&2; exit 125 ;;", "no space left on device\nthe engine's disk is full: make room")]
    public async Task What_the_engine_says_is_quoted_with_the_way_out(string answers, string told)
    {
        using var engine = new FakeEngine(answers);
        var run = await Terminal.Run("run", "--image", "my-node", "--engine", engine.Program);
        Assert.That(run.Error, Does.StartWith($"The subject could not be started: --image my-node --engine {engine.Program}\n").And.Contain(told));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((69, "")));
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_named()
    {
        var run = await Terminal.Run("run", "--image", "my-node", "--engine", "/no/such/docker");
        Assert.That(run.Error, Does.Contain("the container engine '/no/such/docker' could not be run"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    [TestCase("paxos-conformance.machine=m,paxos-conformance.run=paxos-conformance-1-1-x", TestName = "What_is_left_is_removed_as_docker_lists_it")]
    [TestCase("map[paxos-conformance.machine:m paxos-conformance.run:paxos-conformance-1-1-x]", TestName = "What_is_left_is_removed_as_podman_lists_it")]
    [TestCase("map[paxos-conformance.run:paxos-conformance-1-1-x zone:z]", TestName = "What_is_left_is_removed_whatever_other_labels_there_are")]
    public async Task A_container_that_could_not_be_started_is_removed_and_so_is_all_the_rest(string labels)
    {
        using var engine = new FakeEngine($"""
            run*) echo 'no' >&2; exit 125 ;;
            'network ls') echo 'left-network {labels}' ;;
            """);
        await Terminal.Run("run", "--image", "my-node", "--engine", engine.Program);
        Assert.That(engine.Asked, Has.Some.StartsWith("rm --force --volumes paxos-conformance-").And.Some.EqualTo("network rm left-network"));
    }

    [Test]
    public async Task A_build_that_fails_is_quoted()
    {
        using var engine = new FakeEngine("build*) echo 'unknown instruction: FORM' >&2; exit 1 ;;");
        await File.WriteAllTextAsync(Terminal.File("Dockerfile"), "FORM scratch");
        var folder = Path.GetDirectoryName(Terminal.File("Dockerfile"))!;
        var run = await Terminal.Run("run", "--build", folder, "--engine", engine.Program);
        Assert.That(run.Error, Does.Contain($"'{folder}' could not be built into an image:\ndocker: unknown instruction: FORM"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    [TestCase("--image and a command", "a command and --image are both given", "--image", "x", "--", "y")]
    [TestCase("--port alone", "--port needs --image or --build", "--port", "7000")]
    [TestCase("a port that is none", "--port is 70000: it goes from 1 to 65535", "--image", "x", "--port", "70000")]
    [TestCase("no directory", "--build /no/such: there is no such directory", "--build", "/no/such")]
    [TestCase("no Dockerfile", "--build /proc: there is no Dockerfile in it", "--build", "/proc")]
    public async Task What_makes_no_sense_is_refused(string what, string told, params string[] arguments)
    {
        var run = await Terminal.Run(["run", .. arguments]);
        Assert.That(run.Error, Does.Contain(told), what);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((64, "")));
    }

    [TestCase("""{ "image": "x", "command": ["y"] }""", "it names both a command and an image")]
    [TestCase("""{ "command": ["y"], "port": 7000 }""", "port is for nodes in containers: name an image too")]
    [TestCase("""{ "image": "x", "port": 0 }""", "port: a port from 1 to 65535 is expected")]
    [TestCase("""{ "build": "nowhere" }""", "there is no such directory")]
    public async Task A_mistake_about_containers_in_the_subject_file_is_told(string text, string told)
    {
        await File.WriteAllTextAsync(Terminal.File("subject.json"), text);
        var run = await Terminal.Run("run", "--subject", Terminal.File("subject.json"));
        Assert.That(run.Error, Does.Contain(told));
        Assert.That(run.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task A_subject_file_names_the_image_its_port_and_its_environment()
    {
        using var engine = new FakeEngine("run*) exit 125 ;;");
        await File.WriteAllTextAsync(Terminal.File("subject.json"), """{ "image": "my-node", "port": 4711, "environment": { "LOG": "warn" } }""");
        await Terminal.Run("run", "--subject", Terminal.File("subject.json"), "--engine", engine.Program);
        Assert.That(engine.Asked.Single(call => call.StartsWith("run ", StringComparison.Ordinal)), Does.Contain("--publish 127.0.0.1::4711").And.Contain("--env LOG=warn").And.EndWith(" my-node"));
    }
}
