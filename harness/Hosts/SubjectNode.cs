using PaxosConformance.Hosts.Power;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>A process of the subject together with its data directory.</summary>
public sealed class SubjectNode : IAsyncDisposable
{
    private const string Harness = "harness";
    private const int KeptLives = 10;
    private readonly Queue<string> earlier = new();
    private readonly INodeHost host;
    private readonly Action<SubjectNode> freeData;
    private readonly Action<MalformedLine> heardMalformed;
    private Conversation conversation;

    internal SubjectNode(INodeHost host, string dataDirectory, IVolume? volume, Action<SubjectNode> freeData, Action<MalformedLine> heardMalformed)
    {
        this.host = host;
        this.freeData = freeData;
        this.heardMalformed = heardMalformed;
        conversation = new Conversation(heardMalformed);
        DataDirectory = dataDirectory;
        Volume = volume;
        Process = host.Start(dataDirectory, conversation);
    }

    /// <summary>The directory that is this node's alone.</summary>
    public string DataDirectory { get; }

    /// <summary>The volume that its data are on, where their power can fail.</summary>
    public IVolume? Volume { get; }

    /// <summary>The process.</summary>
    public IRunningNode Process { get; private set; }

    /// <summary>Who the node is, since it was initialised.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What the node said of itself, since it was initialised.</summary>
    public InitOkBody Hello { get; private set; } = new();

    /// <summary>The end of what its processes wrote to stderr, from the first to the one of now.</summary>
    public string Stderr => string.Join('\n', earlier.Append(Process.Stderr).Where(said => said.Length > 0));

    /// <summary>Whether the process still runs.</summary>
    public bool IsRunning => Process.IsRunning;

    /// <summary>Whether the node has a capability.</summary>
    public bool Can(string capability) => Hello.Capabilities?.Contains(capability) == true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        freeData(this);
    }

    /// <summary>Starts the process again after it was killed, on the same data. It waits for <c>init</c>.</summary>
    internal async Task StartAgain()
    {
        await Process.DisposeAsync();
        earlier.Enqueue(Process.Stderr);
        if (earlier.Count > KeptLives) earlier.Dequeue();
        Volume?.RestorePower();
        Process = host.Start(DataDirectory, conversation);
    }

    internal async Task<bool> Wipe(TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            return await Ask(new ResetBody { MsgId = 1 }, patience, time, cancel) is ResetOkBody;
        }
        catch (StartFailedException)
        {
            return false;
        }
    }

    internal async Task Init(InitBody init, Func<InitOkBody, InitOkBody> complete, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        Id = init.NodeId;
        await Process.Join(init.Network);
        var answer = await Ask(init with { MsgId = 1, DataDir = host.SeenByNode(DataDirectory) }, patience, time, cancel);
        Hello = answer switch
        {
            InitOkBody ok => complete(ok),
            ErrorBody error => throw new ConfigurationRefusedException(error),
            _ => throw new StartFailedException($"answered init with {answer.Type}: expected init_ok"),
        };
        if (Hello.Protocol is { } protocol and not 1)
            throw new StartFailedException($"speaks protocol {protocol}: this suite speaks protocol 1");
    }

    private async Task<Body> Ask(Body request, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        Process.Listener = conversation;
        Process.Send(new Envelope(Harness, Id, request));
        try
        {
            return await conversation.Answer.WaitAsync(patience, time, cancel);
        }
        catch (TimeoutException)
        {
            throw new StartFailedException(Told(conversation.Faults is { } faults
                ? $"answered {request.Type} with what is no message of the protocol: {faults}"
                : $"did not answer {request.Type} within {patience.TotalSeconds:0.#} s{(Process.Trouble is { } trouble ? $": {trouble}" : "")}"));
        }
        catch (EndedException e)
        {
            throw new StartFailedException(Told($"{e.Message} before it answered {request.Type}{(conversation.Faults is { } faults ? $", after saying {faults}" : "")}")) { EndedItself = !Process.IsRunning };
        }
        finally
        {
            conversation = new Conversation(heardMalformed);
        }
    }

    private string Told(string how)
    {
        var stderr = Process.Stderr;
        return stderr.Length > 0 ? $"{how}\nits stderr ends with:\n{stderr}" : $"{how}; it wrote nothing to stderr";
    }

    /// <summary>Waits for the one answer to the one request that is out.</summary>
    private sealed class Conversation(Action<MalformedLine> heardMalformed) : INodeListener
    {
        private readonly TaskCompletionSource<Body> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int malformed;
        private string? first;

        public Task<Body> Answer => answer.Task;

        public string? Faults => first is null ? null : malformed == 1 ? first : $"{first} (and {malformed - 1} more lines like it)";

        public void Heard(Envelope message)
        {
            if (message.Body.InReplyTo == 1) answer.TrySetResult(message.Body);
            else Note(Codec.Show(message), "no answer: in_reply_to must be 1, the msg_id of the request");
        }

        public void HeardMalformed(string line, string fault)
        {
            heardMalformed(new MalformedLine(line, fault));
            Note(line, fault);
        }

        private void Note(string line, string fault)
        {
            first ??= $"'{line}' ({fault})";
            if (++malformed >= 1000) Ended("was given up: it said a thousand other things");
        }

        public void Ended(string how) => answer.TrySetException(new EndedException(how));
    }

    private sealed class EndedException(string how) : Exception(how);
}

/// <summary>A node answered <c>init</c> with an error.</summary>
public sealed class ConfigurationRefusedException(ErrorBody error)
    : Exception($"refused its configuration: error {error.Code}{(error.Text is null ? "" : $", \"{error.Text}\"")}")
{
    /// <summary>What it answered.</summary>
    public ErrorBody Error => error;
}
