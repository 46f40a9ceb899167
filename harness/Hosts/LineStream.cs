using System.Collections.Concurrent;
using System.Text;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>
/// The conversation with a node over a pair of streams. Each direction has a thread of its own: blocking reads would starve the thread pool.
/// </summary>
internal sealed class LineStream
{
    private readonly BlockingCollection<byte[]> outgoing = [];
    private readonly Lock gate = new();
    private volatile INodeListener listener;
    private volatile LineReader? reader;
    private volatile bool cut;
    private string? ended;

    public LineStream(INodeListener listener) => this.listener = listener;

    public INodeListener Listener
    {
        get => listener;
        set
        {
            lock (gate)
            {
                listener = value;
                if (ended is not null) value.Ended(ended);
            }
        }
    }

    /// <summary>The beginning of a line whose end has not come yet.</summary>
    public ReadOnlyMemory<byte> Unfinished => reader?.Unfinished ?? default;

    /// <summary>The node is being ended: that it does not end its last line is no fault of it.</summary>
    public void Cut() => cut = true;

    /// <summary>Begins the conversation. It may end before this returns.</summary>
    public void Begin(Stream input, Stream output, Action closed)
    {
        Run(() => Write(input), "to a node");
        Run(() => Read(output, closed), "from a node");
    }

    public void Send(Envelope message) => Send(Codec.Line(message));

    public void SendLine(byte[] line) => Send([.. line, (byte)'\n']);

    private void Send(byte[] line)
    {
        // What others still say to a node that is being closed is lost, as they cannot know.
        lock (outgoing)
        {
            if (!outgoing.IsAddingCompleted) outgoing.Add(line);
        }
    }

    /// <summary>Sends nothing more.</summary>
    public void Close()
    {
        lock (outgoing) outgoing.CompleteAdding();
    }

    /// <summary>Whoever listens hears of the end, also who comes later.</summary>
    public void End(string how)
    {
        lock (gate)
        {
            if (ended is not null) return;
            ended = how;
            listener.Ended(how);
        }
    }

    public static Thread Run(Action action, string name)
    {
        var thread = new Thread(() => action()) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Read(Stream output, Action closed)
    {
        var lines = reader = new LineReader(output);
        try
        {
            while (true)
            {
                var read = lines.Read(out var line);
                if (read == LineRead.End) break;
                if (read == LineRead.Oversized) listener.HeardMalformed("…", $"a line of more than {Codec.MaxLine} bytes");
                else if (read == LineRead.Unfinished) HearUnfinished(line);
                else Hear(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The stream broke with the node.
        }

        closed();
    }

    private void HearUnfinished(ReadOnlyMemory<byte> line)
    {
        if (cut) return;
        listener.Said(line.Span);
        listener.HeardMalformed(Quote(line), "the last line does not end with a newline");
    }

    private void Hear(ReadOnlyMemory<byte> line)
    {
        listener.Said(line.Span);
        Envelope message;
        try
        {
            message = Codec.Parse(line);
        }
        catch (MalformedException e)
        {
            listener.HeardMalformed(Quote(line), e.Told);
            return;
        }

        listener.Heard(message);
    }

    private void Write(Stream input)
    {
        try
        {
            foreach (var line in outgoing.GetConsumingEnumerable())
            {
                input.Write(line);
                if (outgoing.Count == 0) input.Flush();
            }

            input.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The node has gone; the thread that reads says so.
        }
    }

    private static string Quote(ReadOnlyMemory<byte> line)
    {
        var text = Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 200)]);
        return line.Length > 200 ? text + "…" : text;
    }
}
