using System.Runtime.InteropServices;

namespace PaxosConformance.Adapter;

/// <summary>The whole of an adapter's program: one call in <c>Main</c>.</summary>
public static class AdapterProgram
{
    private const int Usage = 64;
    private const int Failed = 74;

    /// <summary>
    /// Serves until the harness ends the conversation: on stdin and stdout, with <c>--listen HOST:PORT</c> on TCP, with
    /// <c>--connect HOST:PORT</c> to a harness that waits there (<c>paxos-conformance serve</c>). Logs go to stderr.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="make">Makes a node that knows nothing yet. It may be called again, after a reset.</param>
    /// <returns>The exit code for the process: 0, or 64 for a wrong command line, or 74 when storage or an address fails.</returns>
    public static int Run(string[] args, Func<INode> make)
    {
        using var adapter = new NodeAdapter(make, directory => new FileStore(directory), TimeProvider.System);
        return Run(args, adapter);
    }

    /// <summary>The same for an adapter that handles messages itself.</summary>
    /// <inheritdoc cref="Run(string[], Func{INode})"/>
    /// <param name="args">The command line.</param>
    /// <param name="adapter">The adapter.</param>
    public static int Run(string[] args, IAdapter adapter)
    {
        var host = new Host(adapter, TimeProvider.System, Log);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            host.Stop();
        });
        try
        {
            switch (args)
            {
                case []:
                    using (var input = Console.OpenStandardInput())
                    using (var output = Console.OpenStandardOutput()) return host.Serve(input, output);
                case ["--listen", var text] when Endpoint.Parse(text) is { } endpoint:
                    return host.Listen(endpoint, bound => Log($"listening on {bound}"));
                case ["--connect", var text] when Endpoint.Parse(text) is { } endpoint:
                    return host.Connect(endpoint);
                default:
                    Log($"'{string.Join(' ', args)}' is not understood: nothing, --listen HOST:PORT or --connect HOST:PORT is expected");
                    return Usage;
            }
        }
        catch (IOException e)
        {
            // P-DUR-10: nothing may be answered on the word of a device that failed.
            Log(e.Message);
            return Failed;
        }
    }

    private static void Log(string line) => Console.Error.WriteLine(line);
}
