using System.Globalization;
using System.Net;
using PaxosConformance.Adapter;

namespace Paxos.Node;

/// <summary>What the command line asks for.</summary>
/// <param name="Listen">Where to listen; null: serve stdin and stdout.</param>
/// <param name="Seed">The seed of everything random, or null.</param>
/// <param name="Text">What to print instead of running, or null.</param>
/// <param name="ExitCode">What to exit with after printing it.</param>
internal sealed record CommandLine(IPEndPoint? Listen = null, int? Seed = null, string? Text = null, int ExitCode = 0)
{
    public const string Usage = """
        usage: Paxos.Node [--listen HOST:PORT | --connect HOST:PORT] [--seed N]
               Paxos.Node --help | --version

        A Paxos node that speaks the wire protocol of PaxosConformance, one JSON object a line, on stdin and stdout.

          --listen HOST:PORT  take TCP connections there instead; port 0 takes any free port, which is told on stderr
          --connect HOST:PORT connect to a harness that waits there (paxos-conformance serve)
          --seed N            make the node's random delays repeatable
          --help              print this
          --version           print the version
        """;

    /// <summary>Where to connect to instead, or null.</summary>
    public IPEndPoint? Connect { get; init; }

    /// <summary>The version of the node.</summary>
    public static string Version => typeof(CommandLine).Assembly.GetName().Version!.ToString(3);

    /// <summary>Reads the command line.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h":
                    return command with { Text = Usage };
                case "--version":
                    return command with { Text = "Paxos.Node " + Version };
                case "--listen" when value is not null && Endpoint.Parse(value) is { } endpoint:
                    command = command with { Listen = endpoint };
                    i++;
                    break;
                case "--connect" when value is not null && Endpoint.Parse(value) is { } endpoint:
                    command = command with { Connect = endpoint };
                    i++;
                    break;
                case "--seed" when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed):
                    command = command with { Seed = seed };
                    i++;
                    break;
                case "--listen" or "--connect":
                    return Wrong($"{args[i]} needs an address as HOST:PORT, not {Show(value)}");
                case "--seed":
                    return Wrong($"--seed needs a whole number, not {Show(value)}");
                default:
                    return Wrong($"'{args[i]}' is no option");
            }
        }

        return command;
    }

    private static CommandLine Wrong(string text) => new(Text: $"Paxos.Node: {text}\n\n{Usage}", ExitCode: Node.ExitCode.Usage);

    private static string Show(string? value) => value is null ? "nothing" : $"'{value}'";
}
