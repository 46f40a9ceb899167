using PaxosConformance.Cli.Tests;

namespace PaxosConformance.Containers.Tests;

/// <summary>What is told when an engine that Testcontainers speaks to is not what it must be: the same as by the command line. No engine is needed for these.</summary>
public class UnhappyApiTests : CommandTest
{
    [OneTimeSetUp]
    public void Testcontainers_is_there() => Engine.NeedSuite("testcontainers");

    [TestCase("GET /images/", 200, """{"Config":{"ExposedPorts":null}}""", "exposes no TCP port: its nodes must listen for the suite, so EXPOSE their port in its Dockerfile, or name it with --port")]
    [TestCase("GET /images/", 200, """{"Config":{"ExposedPorts":{"1/tcp":{},"2/tcp":{}}}}""", "exposes several TCP ports (1, 2)")]
    [TestCase("POST /containers/1/start", 500, """{"message":"driver failed: Bind for 127.0.0.1:7000 failed: port is already allocated"}""", "port is already allocated\nanother program or container has the port")]
    [TestCase("POST /containers/create", 500, """{"message":"write /var/lib/docker/tmp: no space left on device"}""", "no space left on device\nthe engine's disk is full: make room")]
    [TestCase("POST /networks/create", 502, "<html>Bad Gateway</html>", "<html>Bad Gateway</html>")]
    public async Task What_the_engine_says_is_quoted_with_the_way_out(string call, int status, string answer, string told)
    {
        using var api = new FakeApi((call, status, answer));
        var run = await Run(api.Host);
        Assert.That(run.Error, Does.StartWith("The subject could not be started: --image my-node --engine testcontainers\n").And.Contain(told));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((69, "")));
    }

    [TestCase(500, """{"message":"lookup registry: no such host"}""", "lookup registry: no such host")]
    [TestCase(200, """{"status":"Pulling"}{"errorDetail":{"message":"manifest unknown"}}""", "manifest unknown")]
    public async Task An_image_that_is_not_there_is_named_with_what_became_of_the_pull(int status, string answer, string told)
    {
        using var api = new FakeApi(("GET /images/", 404, """{"message":"No such image: my-node"}"""), ("POST /images/create", status, answer));
        var run = await Run(api.Host);
        Assert.That(run.Error, Does.Contain($"'my-node' is an image that testcontainers does not have, and cannot get: build it, or correct its name\ntestcontainers: {told}\n"));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    [Test]
    public async Task A_container_that_could_not_be_started_is_removed_and_so_is_all_the_rest()
    {
        using var api = new FakeApi(
            ("POST /containers/1/start", 500, """{"message":"no"}"""),
            ("GET /networks", 200, """[{"Name":"left-network","Labels":{"paxos-conformance.run":"paxos-conformance-1-1-x"}}]"""));
        await Run(api.Host);
        Assert.That(api.Asked, Has.Some.StartsWith("DELETE /containers/paxos-conformance-").And.Some.EqualTo("DELETE /networks/left-network"));
    }

    [TestCase("tcp://127.0.0.1:1", "cannot connect to the engine at tcp://127.0.0.1:1: ")]
    [TestCase("unix:///no/such.sock", "cannot connect to the engine at unix:///no/such.sock: there is no such socket\nthe engine does not run: start it")]
    public async Task An_engine_that_is_not_where_it_was_said_to_be_is_not_replaced_by_another(string host, string told)
    {
        var run = await Run(host);
        Assert.That(run.Error, Does.Contain(told));
        Assert.That(run.ExitCode, Is.EqualTo(69));
    }

    private Task<Finished> Run(string host)
    {
        Terminal.Environment["DOCKER_HOST"] = host;
        return Terminal.Run("run", "--image", "my-node", "--engine", "testcontainers");
    }
}
