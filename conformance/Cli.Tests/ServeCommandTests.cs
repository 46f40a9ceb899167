using System.Diagnostics;
using PaxosConformance.Hosts.Tests;

namespace PaxosConformance.Cli.Tests;

public sealed class ServeCommandTests : CommandTest, IDisposable
{
    private readonly List<Process> adapters = [];

    public void Dispose()
    {
        foreach (var adapter in adapters)
        {
            adapter.Kill();
            adapter.WaitForExit();
            adapter.Dispose();
        }

        adapters.Clear();
    }

    [TearDown]
    public void EndAdapters() => Dispose();

    [Test]
    public async Task An_adapter_that_connects_is_judged()
    {
        using var serve = Terminal.Start("serve", "--listen", "127.0.0.1:0", "--only", "SC-PRE-0*");
        var address = await Listening(serve);
        StartNode("--connect", address);
        var run = await Terminal.End(serve);
        Assert.That(run.Out, Does.Contain("9 scenarios: 9 passed"), run.Error);
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public async Task An_adapter_that_listens_is_waited_for()
    {
        var port = FreePort();
        using var serve = Terminal.Start("serve", "--connect", $"127.0.0.1:{port}", "--only", "SC-PRE-02");
        Assert.That(await serve.StandardError.ReadLineAsync(), Does.StartWith("Waiting for an adapter"));
        StartNode("--listen", $"127.0.0.1:{port}");
        var run = await Terminal.End(serve);
        Assert.That(run.Out, Does.Contain("1 scenario: 1 passed"), run.Error);
    }

    [Test]
    public async Task A_stopped_process_is_waited_for_and_its_silence_is_not_judged()
    {
        using var serve = Terminal.Start("serve", "--listen", "127.0.0.1:0", "--only", "SC-PRE-02");
        var node = Start(Terminal.TestSubject, "breakpoint", await Listening(serve));
        await Told(serve, "does not answer echo");
        Signal(node, "CONT");
        var run = await Terminal.End(serve);
        Assert.That(run.Error, Does.Contain("It goes on."));
        Assert.That(run.Out, Does.Contain("1 scenario: 1 passed"), run.Error);
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public async Task An_adapter_that_cannot_be_wiped_is_started_again_for_each_scenario()
    {
        using var serve = Terminal.Start("serve", "--listen", "127.0.0.1:0", "--only", "SC-PRE-01", "--verbose");
        var address = await Listening(serve);
        Start(Terminal.TestSubject, "no-reset", address);
        await Told(serve, "start it again for each scenario");
        Start(Terminal.TestSubject, "no-reset", address);
        var run = await Terminal.End(serve);
        Assert.That(run.Out, Does.Contain("1 scenario: 1 passed"), run.Error);
    }

    [Test]
    public async Task A_scenario_with_more_nodes_than_there_are_adapters_is_not_judged()
    {
        using var serve = Terminal.Start("serve", "--listen", "127.0.0.1:0", "--only", "SC-LIV-03");
        var address = await Listening(serve);
        StartNode("--connect", address);
        var run = await Terminal.End(serve);
        Assert.That(run.Out, Does.Contain("needs a process of its own, and there is one adapter"), run.Error);
        Assert.That(run.ExitCode, Is.EqualTo(2));
    }

    [TestCase("--listen", "nowhere")]
    [TestCase("--connect", "127.0.0.1")]
    [TestCase("--adapters", "0")]
    public async Task A_bad_option_is_named(string option, string value)
    {
        var run = await Terminal.Run("serve", option, value);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain(option).And.Contain(value));
    }

    [Test]
    public async Task Interrupted_while_it_waits_it_ends()
    {
        using var serve = Terminal.Start("serve", "--listen", "127.0.0.1:0");
        await Told(serve, "Waiting for an adapter");
        Signal(serve, "INT");
        var run = await Terminal.End(serve);
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Is.EqualTo("Interrupted.\n"));
    }

    private static async Task<string> Listening(Process serve) => (await Told(serve, "Listening on ")).Split(' ')[2].TrimEnd(':');

    private static async Task<string> Told(Process serve, string text)
    {
        while (await serve.StandardError.ReadLineAsync().WaitAsync(Subjects.Long) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        throw new AssertionException($"the suite ended before it told '{text}'");
    }

    private Process StartNode(params string[] arguments) => Start(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), arguments);

    private Process Start(string program, params string[] arguments)
    {
        var adapter = Process.Start(new ProcessStartInfo(program, arguments))!;
        adapters.Add(adapter);
        return adapter;
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
