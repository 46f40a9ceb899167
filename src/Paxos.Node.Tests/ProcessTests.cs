using System.Diagnostics;
using System.Net.Sockets;
using Paxos.Storage;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;
using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

/// <summary>The node as its users run it.</summary>
public sealed class ProcessTests
{
    private string directory = "";

    [SetUp]
    public void MakeDirectory() => directory = Directory.CreateTempSubdirectory("paxos-node-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Over_stdin_and_stdout_it_votes_and_ends_with_its_input()
    {
        using var node = new NodeProcess();
        node.Send("n1", Init("n1"));
        Assert.That(node.Receive().Body, Is.InstanceOf<InitOkBody>());
        node.Send(Codec.Show(new Envelope("n2", "n1", Prepare(5))));
        Assert.That(node.Receive().Body, Is.EqualTo(Promise(B(5))));

        node.EndInput();

        var (exitCode, stdout, stderr) = node.End();
        Assert.That((exitCode, stdout, stderr), Is.EqualTo((0, "", "")));
    }

    [Test]
    public void Killed_at_the_instant_of_its_vote_it_remembers_the_vote()
    {
        using (var node = new NodeProcess())
        {
            node.Send("n1", Init("n1"));
            node.Receive();
            node.Send(Codec.Show(new Envelope("n2", "n1", Accept(5, "x"))));
            node.Receive();
            node.Kill();
        }

        using var again = new NodeProcess();
        again.Send("n1", Init("n1"));
        again.Receive();
        again.Send(Codec.Show(new Envelope("n2", "n1", Prepare(9))));

        Assert.That(again.Receive().Body, Is.EqualTo(Promise(B(9), new Proposal(B(5), "x"))));
    }

    [Test]
    public void Its_own_clock_makes_it_try_again()
    {
        using var node = new NodeProcess();
        node.Send("n1", Init("n1") with { Timing = new Timing { RetryMs = 5 } });
        node.Receive();
        node.Send("n1", new ProposeBody { MsgId = 2, Value = "x" });

        var ballots = Enumerable.Range(0, 20).Select(_ => ((PrepareBody)node.Receive().Body).Ballot).ToArray();

        Assert.That(ballots, Is.Ordered);
        Assert.That(ballots.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void A_line_that_the_input_ends_in_is_told_on_stderr()
    {
        using var node = new NodeProcess();
        node.Write("{\"src\":");
        node.EndInput();

        var (exitCode, stdout, stderr) = node.End();
        Assert.That((exitCode, stdout), Is.EqualTo((0, "")));
        Assert.That(stderr, Does.Contain("7 bytes without a newline"));
    }

    [Test]
    public void It_ends_at_SIGTERM_with_what_it_promised_kept()
    {
        using (var node = new NodeProcess())
        {
            node.Send("n1", Init("n1"));
            node.Receive();
            node.Send(Codec.Show(new Envelope("n2", "n1", Prepare(5))));
            node.Receive();
            using var kill = Process.Start("kill", ["-TERM", node.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
            kill.WaitForExit();
            Assert.That(node.End().ExitCode, Is.Zero);
        }

        using var log = Log.Open(directory);
        Assert.That(log.Recovered.Value.Acceptor.Promised, Is.EqualTo(B(5)));
    }

    [Test]
    public void A_damaged_log_is_told_to_init_and_on_stderr_and_ends_it()
    {
        Log.Open(directory).Dispose();
        var file = Path.Combine(directory, Log.FileName);
        var bytes = File.ReadAllBytes(file);
        bytes[8] ^= 0xff;
        File.WriteAllBytes(file, bytes);

        using var node = new NodeProcess();
        node.Send("n1", Init("n1"));

        var error = (ErrorBody)node.Receive().Body;
        var (exitCode, _, stderr) = node.End();
        Assert.That((error.Code, exitCode), Is.EqualTo((ErrorCode.Crash, 1)));
        Assert.That(error.Text, Does.Contain(file));
        Assert.That(stderr, Does.Contain(error.Text));
    }

    [Test]
    public void A_directory_that_cannot_be_used_is_told_to_init_and_ends_it()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "no directory");

        using var node = new NodeProcess();
        node.Send("n1", Init("n1") with { DataDir = file });

        var error = (ErrorBody)node.Receive().Body;
        var (exitCode, _, stderr) = node.End();
        Assert.That((error.Code, exitCode), Is.EqualTo((ErrorCode.Crash, 74)));
        Assert.That(error.Text, Does.Contain(file));
        Assert.That(stderr, Does.Contain(error.Text));
    }

    [Test]
    public void A_disk_that_fails_ends_it_without_an_answer()
    {
        using var node = new NodeProcess();
        node.Send("n1", Init("n1"));
        node.Receive();

        // The next state is too large for the log file, so a new one must be made, for which there is no place any more.
        Directory.CreateDirectory(Path.Combine(directory, Log.NewFileName));
        node.Send(Codec.Show(new Envelope("n2", "n1", Accept(5, new string('x', 700_000)))));
        node.Send(Codec.Show(new Envelope("n2", "n1", Accept(6, new string('x', 700_000)))));

        var (exitCode, stdout, stderr) = node.End();
        Assert.That(exitCode, Is.EqualTo(74));
        Assert.That(stdout, Does.Not.Contain("\"n\":6"));
        Assert.That(stderr, Does.Contain(Log.FileName));
    }

    [Test]
    public void Several_connections_are_served_and_the_newest_is_answered()
    {
        using var node = new NodeProcess("--listen", "127.0.0.1:0");
        var endpoint = Endpoint.Parse(node.FirstWord["listening on ".Length..])!;
        using var first = new Connection(endpoint);
        Assert.That(first.Ask(new Envelope("c1", "n1", Init("n1"))).Body, Is.InstanceOf<InitOkBody>());

        using var second = new Connection(endpoint);
        Assert.That(second.Ask(new Envelope("c2", "n1", new EchoBody { MsgId = 1 })).Dest, Is.EqualTo("c2"));
        first.Send(new Envelope("c1", "n1", new EchoBody { MsgId = 2 }));
        Assert.That(second.Receive().Dest, Is.EqualTo("c1"));
    }

    [Test]
    public void Three_nodes_on_a_network_of_their_own_decide_also_when_one_is_killed_and_comes_back()
    {
        string[] ids = ["n1", "n2", "n3"];
        var addresses = ids.ToDictionary(id => id, _ => $"127.0.0.1:{NodeProcess.FreePort()}");
        var nodes = ids.ToDictionary(id => id, _ => new NodeProcess());
        try
        {
            nodes["n3"].Kill();
            foreach (var id in ids[..2]) Start(id);
            nodes["n1"].Send("n1", new ProposeBody { MsgId = 2, Value = "x" });
            Assert.That(((ProposeOkBody)nodes["n1"].Receive().Body).Value, Is.EqualTo(Value.FromString("x")));

            // Who comes late proposes something else, and is told what was decided without it.
            nodes["n3"].Dispose();
            nodes["n3"] = new NodeProcess();
            Start("n3");
            nodes["n3"].Send("n3", new ProposeBody { MsgId = 2, Value = "y" });
            Assert.That(((ProposeOkBody)nodes["n3"].Receive().Body).Value, Is.EqualTo(Value.FromString("x")));
        }
        finally
        {
            foreach (var node in nodes.Values) node.Dispose();
        }

        void Start(string id)
        {
            nodes[id].Send(id, Init(id) with
            {
                Timing = new Timing { RetryMs = 20 },
                Network = new NetworkConfig
                {
                    Mode = NetworkConfig.Direct,
                    Listen = addresses[id],
                    Peers = addresses.Where(pair => pair.Key != id).ToDictionary(pair => pair.Key, pair => pair.Value),
                },
            });
            Assert.That(nodes[id].Receive().Body, Is.InstanceOf<InitOkBody>());
        }
    }

    [Test]
    public void A_port_in_use_is_told_to_init()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var node = new NodeProcess();

        node.Send("n1", Init("n1") with
        {
            NodeIds = ["n1"],
            Network = new NetworkConfig { Mode = NetworkConfig.Direct, Listen = taken.LocalEndpoint.ToString() },
        });

        var error = (ErrorBody)node.Receive().Body;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.Abort));
        Assert.That(error.Text, Does.StartWith($"/body/network/listen: cannot listen on {taken.LocalEndpoint}"));
        node.Send("n1", Init("n1"));
        Assert.That(node.Receive().Body, Is.InstanceOf<InitOkBody>(), "another init may follow");
    }

    [Test]
    public void Wrong_arguments_are_answered_by_the_usage()
    {
        using var node = new NodeProcess("--lisen", "x");

        var (exitCode, stdout, stderr) = node.End();

        Assert.That((exitCode, stdout), Is.EqualTo((64, "")));
        Assert.That(stderr, Does.StartWith("Paxos.Node: '--lisen' is no option").And.Contain("usage:"));
    }

    [Test]
    public void The_help_goes_to_stdout()
    {
        using var node = new NodeProcess("--help");

        Assert.That(node.End(), Is.EqualTo((0, CommandLine.Usage + "\n", "")));
    }

    private InitBody Init(string id) => new()
    {
        MsgId = 1,
        NodeId = id,
        NodeIds = ["n1", "n2", "n3"],
        DataDir = id == "n1" ? directory : Path.Combine(directory, "new", id),
    };

    private sealed class Connection : IDisposable
    {
        private readonly TcpClient client;
        private readonly LineReader lines;

        public Connection(System.Net.IPEndPoint endpoint)
        {
            client = new TcpClient();
            client.Connect(endpoint);
            client.ReceiveTimeout = 60_000;
            lines = new LineReader(client.GetStream());
        }

        public void Send(Envelope message) => client.GetStream().Write(Codec.Line(message));

        public Envelope Receive()
        {
            Assert.That(lines.Read(out var line), Is.EqualTo(LineRead.Line));
            return Codec.Parse(line);
        }

        public Envelope Ask(Envelope message)
        {
            Send(message);
            return Receive();
        }

        public void Dispose() => client.Dispose();
    }
}
