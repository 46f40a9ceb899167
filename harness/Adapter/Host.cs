using System.Net;
using System.Net.Sockets;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>Runs an adapter on a transport: reads lines, hands them over in batches, writes what the adapter sends.</summary>
/// <param name="adapter">The implementation.</param>
/// <param name="time">The time that <see cref="IAdapter.Due"/> is measured in.</param>
/// <param name="log">Takes a line for people, as stderr does. Called by several threads.</param>
public sealed class Host(IAdapter adapter, TimeProvider time, Action<string> log)
{
    private readonly Mailbox mailbox = new(time);

    /// <summary>Serves one connection, such as stdin and stdout, until it ends or the node does.</summary>
    /// <returns>The exit code for the process: 0, or what the adapter ended with.</returns>
    public int Serve(Stream input, Stream output)
    {
        Start("input", () =>
        {
            ReadLines(input);
            mailbox.Close();
        });
        return Run(new SingleOutput(output));
    }

    /// <summary>
    /// Listens for TCP connections and serves them all; what is sent goes to the newest one. Runs until the node ends or is stopped.
    /// </summary>
    /// <param name="endpoint">Where to listen; port 0 takes any free port.</param>
    /// <param name="listening">Told the endpoint in the end.</param>
    /// <returns>The exit code for the process: 0, or what the adapter ended with.</returns>
    /// <exception cref="IOException">The endpoint is not free.</exception>
    public int Listen(IPEndPoint endpoint, Action<IPEndPoint>? listening = null)
    {
        using var connections = new Connections(endpoint, ReadLines);
        listening?.Invoke(connections.Endpoint);
        return Run(connections);
    }

    /// <summary>Connects to a harness that waits for it, as <c>paxos-conformance serve</c> does, and serves it until the connection ends or the node does.</summary>
    /// <param name="endpoint">Where the harness listens.</param>
    /// <returns>The exit code for the process: 0, or what the adapter ended with.</returns>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public int Connect(IPEndPoint endpoint)
    {
        using var connection = new TcpClient(endpoint.AddressFamily) { NoDelay = true };
        try
        {
            connection.Connect(endpoint);
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot connect to {endpoint}: {e.Message}", e);
        }

        using var stream = connection.GetStream();
        return Serve(stream, stream);
    }

    /// <summary>Ends the node when what has arrived is handled. May be called by any thread.</summary>
    public void Stop() => mailbox.Close();

    // Reading a pipe blocks its thread, so each input has one of its own: the thread pool would starve.
    internal static Thread Start(string name, ThreadStart body)
    {
        var thread = new Thread(body) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private int Run(IOutput output)
    {
        var session = new Session(adapter, log) { Direct = init => new DirectNetwork(init, ReadLines, mailbox.Post, log) };
        var outbox = new Outbox();
        try
        {
            while (outbox.Ending is null && mailbox.Take(adapter.Due) is { } arrivals)
            {
                session.Handle(arrivals, outbox);
                Write(session, outbox, output);
            }
        }
        catch (OutputLostException e)
        {
            log($"nobody reads what this node writes, so it ends: {e.Message}");
        }
        finally
        {
            session.Close();
            mailbox.Close();
        }

        if (outbox.Ending is { } ending) log(ending.Reason);
        return outbox.Ending?.ExitCode ?? 0;
    }

    private static void Write(Session session, Outbox outbox, IOutput output)
    {
        foreach (var message in outbox.Messages)
        {
            if (!session.TrySendDirect(message)) output.Write(message);
        }

        output.Flush();
        outbox.Clear();
    }

    private void ReadLines(Stream stream) => ReadLines(stream, mailbox.Post);

    private void ReadLines(Stream stream, Action<Arrival> post)
    {
        try
        {
            var lines = new LineReader(stream);
            while (true)
            {
                switch (lines.Read(out var line))
                {
                    case LineRead.Line:
                        post(Arrival.Of(line));
                        break;
                    case LineRead.Oversized:
                        post(Arrival.Oversized());
                        break;
                    case LineRead.Unfinished:
                        log($"the input ends within a line, after {line.Length} bytes without a newline; they are ignored");
                        return;
                    case LineRead.End:
                        return;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            log($"a connection broke: {e.Message}");
        }
    }
}
