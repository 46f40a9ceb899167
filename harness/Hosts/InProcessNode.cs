using System.Threading.Channels;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>
/// One node in this process. Its messages pass through the codec both ways as they would through pipes, so that nothing reaches or leaves
/// it that could not travel.
/// </summary>
internal sealed class InProcessNode : IRunningNode
{
    private const int KeptLines = 100;

    private readonly Channel<byte[]> incoming = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource killed = new();
    private readonly Queue<string> stderr = new();
    private readonly Lock gate = new();
    private readonly IAdapter adapter;
    private readonly TimeProvider time;
    private readonly Task life;
    private volatile INodeListener listener;
    private volatile TaskCompletionSource going = Going();
    private string? ended;

    public InProcessNode(IAdapter adapter, TimeProvider time, INodeListener listener)
    {
        this.adapter = adapter;
        this.time = time;
        this.listener = listener;
        life = Task.Run(Live);
    }

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

    public Action<IAdapter>? Stopping { get; init; }

    public bool IsRunning => !life.IsCompleted;

    public string Stderr
    {
        get
        {
            lock (stderr) return string.Join('\n', stderr);
        }
    }

    public void Send(Envelope message) => incoming.Writer.TryWrite(Codec.Line(message));

    public void SendLine(byte[] line) => incoming.Writer.TryWrite([.. line, (byte)'\n']);

    public async Task Kill()
    {
        await killed.CancelAsync();
        incoming.Writer.TryComplete();
        await life;
    }

    public IReadOnlyList<int> ProcessIds => [];

    public void Pause() => going = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => going.TrySetResult();

    public async Task Terminate(TimeSpan patience)
    {
        incoming.Writer.TryComplete();
        await Task.WhenAny(life, Task.Delay(patience, time));
        await Kill();
    }

    public async ValueTask DisposeAsync() => await Kill();

    private static TaskCompletionSource Going()
    {
        var going = new TaskCompletionSource();
        going.SetResult();
        return going;
    }

    private async Task Live()
    {
        var session = new Session(adapter, Log);
        var outbox = new Outbox();
        try
        {
            while (await SomethingToDo())
            {
                await going.Task.WaitAsync(killed.Token);
                if (!TryHandle(session, outbox)) return;
                foreach (var message in outbox.Messages) Leave(message);
                outbox.Clear();
                if (outbox.Ending is not { } ending) continue;
                Log(ending.Reason);
                End($"exited with code {ending.ExitCode}");
                return;
            }

            if (!killed.IsCancellationRequested) Stopping?.Invoke(adapter);
        }
        catch (OperationCanceledException) when (killed.IsCancellationRequested)
        {
            // The kill, which everybody knows of.
        }
        finally
        {
            (adapter as IDisposable)?.Dispose();
        }
    }

    // An implementation may fail in any way it likes: as a process it would be gone, with its last words on stderr. Nothing of the batch leaves.
    private bool TryHandle(Session session, Outbox outbox)
    {
        try
        {
            session.Handle(Arrived(), outbox);
            return true;
        }
        catch (Exception e)
        {
            Log(e.ToString());
            if (!killed.IsCancellationRequested) End($"ended by an unhandled {e.GetType().Name}: {e.Message}");
            return false;
        }
    }

    /// <summary>Waits for a message or for the time that the implementation waits for.</summary>
    private async Task<bool> SomethingToDo()
    {
        if (adapter.Due is not { } due) return await incoming.Reader.WaitToReadAsync(killed.Token);
        if (due <= TimeSpan.Zero) return true;
        using var alarm = new CancellationTokenSource(due, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, killed.Token);
        try
        {
            return await incoming.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!killed.IsCancellationRequested)
        {
            return true;
        }
    }

    private List<Arrival> Arrived()
    {
        List<Arrival> arrivals = [];
        while (incoming.Reader.TryRead(out var line))
            arrivals.Add(line.Length - 1 <= Codec.MaxLine ? Arrival.Of(line.AsMemory(..^1)) : Arrival.Oversized());
        return arrivals;
    }

    private void Leave(Envelope message)
    {
        // What a killed node had yet to say stays unsaid.
        killed.Token.ThrowIfCancellationRequested();
        var line = Codec.Line(message);
        try
        {
            listener.Said(line.AsSpan(..^1));
            if (line.Length - 1 > Codec.MaxLine) listener.HeardMalformed("…", $"a line of more than {Codec.MaxLine} bytes");
            else listener.Heard(Codec.Parse(line.AsMemory(..^1)));
        }
        catch (MalformedException e)
        {
            listener.HeardMalformed(Codec.Show(message), e.Told);
        }
    }

    private void End(string how)
    {
        lock (gate)
        {
            ended = how;
            listener.Ended(how);
        }
    }

    private void Log(string line)
    {
        lock (stderr)
        {
            stderr.Enqueue(line);
            if (stderr.Count > KeptLines) stderr.Dequeue();
        }
    }
}
