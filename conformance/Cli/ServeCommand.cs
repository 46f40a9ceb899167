using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using PaxosConformance.Adapter;
using PaxosConformance.Hosts;
using PaxosConformance.Hosts.Debugging;
using PaxosConformance.Network;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Cli;

/// <summary><c>serve</c>: plays scenarios against an adapter that the user starts, be it in a debugger.</summary>
internal static class ServeCommand
{
    // Nobody minds at a debugger; and what is short is mistaken for a stop.
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), Patience.Default.Retry);

    public static Command Make()
    {
        var selection = new Selection();
        var listen = new Option<string>("--listen") { Description = "Where the suite waits for the adapter to connect; port 0 takes any free port.", HelpName = "HOST:PORT", DefaultValueFactory = _ => "127.0.0.1:4710" };
        var connect = new Option<string>("--connect") { Description = "Where the adapter listens, instead: the suite connects as soon as it does. Needs the capability reset.", HelpName = "HOST:PORT" };
        var adapters = RunCommand.Number("--adapters", "How many adapters you start at a time; scenarios with more real nodes are not played.", 1, 1, 7);
        var seed = RunCommand.Number("--seed", "Which variations a scenario is told with, as for run.", 0, 0, 1_000_000);
        var verbose = new Option<bool>("--verbose") { Description = "Tell every message." };
        var command = new Command("serve", "Waits for an adapter that you start yourself, such as under a debugger, then plays the scenarios against it. It may be stopped for as long as you like: "
            + "nothing is timed out, and no silence is judged meanwhile.") { listen, connect, adapters, seed, verbose };
        foreach (var option in selection.Options) command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            await Task.Yield();
            var (scenarios, isListening) = (selection.Choose(parsed), parsed.GetValue(connect) is null);
            using var listener = isListening ? Listen(parsed.GetRequiredValue(listen)) : null;
            Func<CancellationToken, Task<TcpClient>> next = listener is not null ? stop => Accept(listener, stop) : Connect(parsed.GetRequiredValue(connect));
            var host = new AwaitedHost(next, parsed.GetValue(adapters), Console.Error.WriteLine, cancel);
            var settings = new SuiteSettings { Jobs = 1, Nodes = parsed.GetValue(adapters), Patience = Patience, Seed = parsed.GetValue(seed), Time = new PatientTime(TimeProvider.System, host.Signs) };
            if (parsed.GetValue(verbose)) settings = settings with { Watch = (scenario, e) => Console.Out.WriteLine($"{scenario.Id} {TraceText.Show(e)}") };
            var arguments = isListening ? $"--listen {listener!.LocalEndpoint}" : $"--connect {parsed.GetValue(connect)}";
            return await Execute(host, scenarios, settings, arguments, isListening, cancel);
        });
        return command;
    }

    private static async Task<int> Execute(AwaitedHost host, IReadOnlyList<Scenario> scenarios, SuiteSettings settings, string arguments, bool isListening, CancellationToken cancel)
    {
        using var directory = RunDirectory.Create();
        await using var pool = new NodePool(host, directory, settings.StartPatience, settings.Time);
        var console = new ConsoleReport(Console.Out);
        try
        {
            var (hello, network) = await Meeting.Hold(pool, NetworkMode.Auto, cancel);
            var subject = new SubjectReport(arguments, hello, network) { Verb = "serve" };
            if (hello.Capabilities?.Contains(Wire.Capability.Reset) != true)
            {
                if (!isListening) throw new UsageException("the adapter cannot be wiped (capability 'reset'), so every scenario needs a new process: let it connect to the suite, with serve --listen");
                Console.Error.WriteLine("The adapter cannot be wiped (capability 'reset'): start it again for each scenario. It was only asked who it is.");
            }

            console.Begin(subject);
            var report = new RunReport(subject, await new Suite(pool, settings.For(hello)).Play(scenarios, console.Line, cancel)) { MalformedAtStart = pool.Malformed };
            console.End(report);
            return report.ExitCode;
        }
        catch (Exception e) when (e is StartFailedException or ConfigurationRefusedException)
        {
            Console.Error.WriteLine($"The adapter is not ready: it {e.Message}");
            return ExitCode.NotStarted;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    private static TcpListener Listen(string address)
    {
        var listener = new TcpListener(Read("--listen", address));
        try
        {
            listener.Start();
            Console.Error.WriteLine($"Listening on {listener.LocalEndpoint}: let the adapter connect there, and speak the protocol on that connection.");
            return listener;
        }
        catch (SocketException e)
        {
            throw new UsageException($"--listen {address}: {e.Message}");
        }
    }

    private static async Task<TcpClient> Accept(TcpListener listener, CancellationToken cancel)
    {
        var connection = await listener.AcceptTcpClientAsync(cancel);
        connection.NoDelay = true;
        return connection;
    }

    private static Func<CancellationToken, Task<TcpClient>> Connect(string address)
    {
        var endpoint = Read("--connect", address);
        return async cancel =>
        {
            while (true)
            {
                var connection = new TcpClient(endpoint.AddressFamily) { NoDelay = true };
                try
                {
                    await connection.ConnectAsync(endpoint, cancel);
                    return connection;
                }
                catch (SocketException)
                {
                    connection.Dispose();
                    await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
                }
            }
        };
    }

    private static IPEndPoint Read(string option, string address) =>
        Endpoint.Parse(address) ?? throw new UsageException($"{option} {address}: an address is expected, as HOST:PORT");
}
