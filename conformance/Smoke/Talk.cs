using System.Globalization;
using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <summary>The conversation with one process: every line of it, in both directions, and who waits for what.</summary>
internal sealed class Talk : INodeListener, IAsyncDisposable
{
    // A line that is plainly wrong was the answer: only what is already under way may still come.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly Lock gate = new();
    private readonly List<Line> heard = [];
    private readonly List<string> sent = [];
    private readonly Dictionary<long, (string Client, Body Body, string Line)> requests = [];
    private readonly IRunningNode node;
    private readonly Action<string> tell;
    private readonly string id;
    private TaskCompletionSource changed = New();
    private bool initialised;
    private bool isNode;
    private bool disposed;

    public Talk(INodeHost host, string dataDirectory, string id, Action<string> tell)
    {
        (this.id, this.tell, DataDirectory) = (id, tell, dataDirectory);
        node = host.Start(dataDirectory, this);
    }

    /// <summary>Who the node is.</summary>
    public string Id => id;

    /// <summary>The node's data directory.</summary>
    public string DataDirectory { get; }

    /// <summary>How the process ended by itself; null while it runs.</summary>
    public string? End { get; private set; }

    /// <summary>Whether the conversation is over, for whatever reason.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Hears every message, and may answer it.</summary>
    public Action<Envelope>? Overhears { get; set; }

    /// <summary>The end of what the process wrote to stderr.</summary>
    public string Stderr => node.Stderr;

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (gate) return [.. sent];
        }
    }

    /// <summary>How much was heard so far.</summary>
    public int Now
    {
        get
        {
            lock (gate) return heard.Count;
        }
    }

    /// <summary>What was heard since then.</summary>
    public IReadOnlyList<Line> Since(int then)
    {
        lock (gate) return [.. heard.Skip(then)];
    }

    /// <summary>Puts the node into the network that init is about to tell it of.</summary>
    public Task Join(NetworkConfig? network) => node.Join(network);

    /// <summary>Sends a message.</summary>
    /// <returns>Its line.</returns>
    public string Send(string from, Body body)
    {
        var message = new Envelope(from, id, body);
        var line = Codec.Show(message);
        lock (gate)
        {
            sent.Add(line);
            if (body is InitBody) initialised = true;
            if (body.MsgId is { } number) requests[number] = (from, body, line);
        }

        tell($"-> {line}");
        node.Send(message);
        return line;
    }

    /// <summary>Sends a request with the next number.</summary>
    /// <returns>Its line.</returns>
    public string Ask(string from, Body request)
    {
        lock (gate) request = request with { MsgId = requests.Count + 1 };
        return Send(from, request);
    }

    /// <summary>The first message after <paramref name="then"/> that is wanted, or null if none comes in time.</summary>
    public async Task<Line?> Await(int then, Func<Envelope, bool> wanted, TimeSpan limit, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var isShort = false;
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (heard.Skip(then).FirstOrDefault(line => line.Message is { } message && wanted(message)) is { } found) return found;
                if (End is not null) return null;
                if (!isShort && heard.Skip(then).Any(line => line.Fault is { } fault && fault.Mistake != Mistake.LogsOnStdout))
                    (isShort, begun, limit) = (true, TimeProvider.System.GetTimestamp(), limit < Grace ? limit : Grace);
                next = changed.Task;
            }

            var left = limit - TimeProvider.System.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || await Task.WhenAny(next, Task.Delay(left, cancel)) != next) return null;
        }
    }

    /// <summary>Why nothing came that could be taken for the answer: ends the conversation to find out.</summary>
    public async Task<Finding> Explain(string line, string expected, TimeSpan patience, CancellationToken cancel)
    {
        IsOver = true;
        if (End is { } end) return new Finding(isNode ? Mistake.ExitAfterInit : Mistake.ExitBeforeInit, line, null, expected) { Detail = $"the process {end}{WithStderr()}" };
        if (node.Unfinished is { Length: > 0 } half) return new Finding(Mistake.MissingNewline, line, Line.Quote(half.Span), "the same with a newline at its end");
        var then = Now;
        node.CloseInput();
        await Await(then, _ => true, patience, cancel);
        return Since(then).FirstOrDefault(late => late.Message is not null || late.Fault!.Mistake != Mistake.LogsOnStdout) is { } late
            ? new Finding(Mistake.UnflushedOutput, line, late.Text, "the same at once") { Detail = "it came only when stdin was closed" }
            : new Finding(Mistake.NoAnswer, line, null, expected) { Detail = $"nothing came within {patience.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s{WithStderr()}" };
    }

    /// <summary>Kills the process, as <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        IsOver = true;
        await node.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        IsOver = true;
        if (!Interlocked.Exchange(ref disposed, true)) await node.DisposeAsync();
    }

    void INodeListener.Said(ReadOnlySpan<byte> line)
    {
        tell($"<- {Line.Quote(line)}");
        Line said;
        lock (gate)
        {
            said = Line.Of(line, sent.LastOrDefault());
            if (said.Message is { } message) said = said with { Fault = Review(message, said.Text) };
            heard.Add(said);
            isNode |= said is { Message.Body: InitOkBody, Fault: null };
            Change();
        }

        if (said is { Message: { } heardMessage, Fault: null }) Overhears?.Invoke(heardMessage);
    }

    void INodeListener.Heard(Envelope message)
    {
        // It was said, and is judged there.
    }

    void INodeListener.HeardMalformed(string line, string fault)
    {
        // All but what was too long to be kept was said, and is judged there.
        if (line != "…") return;
        lock (gate)
        {
            heard.Add(Line.Oversized(sent.LastOrDefault()));
            Change();
        }
    }

    void INodeListener.Ended(string how)
    {
        lock (gate)
        {
            (End, IsOver) = (how, true);
            Change();
        }
    }

    /// <summary>What is wrong with a message of the protocol, here and now.</summary>
    private Finding? Review(Envelope message, string text)
    {
        var last = sent.LastOrDefault();
        if (!initialised) return message.Body is ErrorBody ? null : new Finding(Mistake.BeforeInit, last, text, "nothing, or error 11");
        if (message.Src != id) return new Finding(Mistake.WrongSrc, last, text, $"\"src\":\"{id}\"");
        if (message.Body is IPeerBody) return message.Dest == id ? new Finding(Mistake.WrongDest, last, text, "messages to itself stay inside the node") : null;
        if (message.Body is InitBody or EchoBody or ResetBody or TickBody or LearnedBody) return new Finding(Mistake.WrongAnswer, last, text, "answers, or messages between nodes");
        if (message.Body is ProposeBody) return null;
        if (message.Body is ErrorBody { InReplyTo: null }) return null;
        if (message.Body.InReplyTo is not { } number || !requests.TryGetValue(number, out var request))
        {
            var asked = requests.Where(one => Answers(message.Body, one.Value.Body)).OrderBy(one => one.Key).LastOrDefault();
            return new Finding(Mistake.WrongInReplyTo, asked.Value.Line ?? last, text, asked.Key == 0 ? "no answer to what was not asked" : $"\"in_reply_to\":{asked.Key}");
        }

        if (!Answers(message.Body, request.Body)) return new Finding(Mistake.WrongAnswer, request.Line, text, $"{request.Body.Type}_ok, or error");
        return message.Dest == request.Client ? null : new Finding(Mistake.WrongDest, request.Line, text, $"\"dest\":\"{request.Client}\"");
    }

    private static bool Answers(Body answer, Body request) => answer is ErrorBody || answer.Type == request.Type + "_ok";

    private string WithStderr() => Stderr.Length > 0 ? $"\nits stderr ends with:\n{Stderr}" : "; it wrote nothing to stderr";

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change()
    {
        changed.TrySetResult();
        changed = New();
    }
}
