using System.Net;

namespace Paxos.Node.Tests;

public sealed class CommandLineTests
{
    [Test]
    public void Without_arguments_stdin_and_stdout_are_served() => Assert.That(CommandLine.Parse([]), Is.EqualTo(new CommandLine()));

    [Test]
    public void The_options_are_read() => Assert.That(
        CommandLine.Parse(["--seed", "-7", "--listen", "127.0.0.1:4711"]),
        Is.EqualTo(new CommandLine(new IPEndPoint(IPAddress.Loopback, 4711), -7)));

    [Test]
    public void It_connects_where_it_is_told_to() => Assert.That(
        CommandLine.Parse(["--connect", "127.0.0.1:4710"]).Connect,
        Is.EqualTo(new IPEndPoint(IPAddress.Loopback, 4710)));

    [TestCase("--version", @"^Paxos\.Node \d+\.\d+\.\d+$")]
    [TestCase("--help", "^usage: ")]
    public void Texts_are_asked_for(string option, string text)
    {
        var command = CommandLine.Parse([option]);

        Assert.That(command.ExitCode, Is.Zero);
        Assert.That(command.Text, Does.Match(text));
    }

    [TestCase("--listen needs an address as HOST:PORT, not nothing", "--listen")]
    [TestCase("--listen needs an address as HOST:PORT, not '4711'", "--listen", "4711")]
    [TestCase("--listen needs an address as HOST:PORT, not '127.0.0.1:65536'", "--listen", "127.0.0.1:65536")]
    [TestCase("--connect needs an address as HOST:PORT, not '4711'", "--connect", "4711")]
    [TestCase("--seed needs a whole number, not 'x'", "--seed", "x")]
    [TestCase("'n1' is no option", "n1")]
    public void A_wrong_argument_is_named(string text, params string[] args)
    {
        var command = CommandLine.Parse(args);

        Assert.That(command.ExitCode, Is.EqualTo(64));
        Assert.That(command.Text, Does.StartWith("Paxos.Node: " + text));
    }
}
