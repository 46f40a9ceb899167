using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>One child process. Each pipe has a thread of its own: blocking reads would starve the thread pool.</summary>
internal sealed class NodeProcess : IRunningNode
{
    // For what follows the end of a process at once, unless something else keeps its pipes open.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly bool leadsGroup;
    private readonly RunDirectory directory;
    private readonly BlockingCollection<Envelope> outgoing = [];
    private readonly StderrTail stderr = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread errors;
    private readonly Lock gate = new();
    private volatile INodeListener listener;
    private string? ended;
    private volatile bool killed;

    public NodeProcess(Process process, bool leadsGroup, RunDirectory directory, INodeListener listener)
    {
        this.process = process;
        this.leadsGroup = leadsGroup;
        this.directory = directory;
        this.listener = listener;
        if (leadsGroup) directory.Started(process);
        errors = Run(() => stderr.Read(process.StandardError.BaseStream), "stderr");
        Run(Write, "stdin");
        Run(Read, "stdout");
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

    public bool IsRunning => !closed.Task.IsCompleted;

    public string Stderr => stderr.ToString();

    public void Send(Envelope message)
    {
        if (!outgoing.IsAddingCompleted) outgoing.Add(message);
    }

    public async Task Kill()
    {
        killed = true;
        if (leadsGroup) ProcessGroup.Kill(process.Id);

        // In the instant before setsid has made the group there is only the process itself.
        process.Kill(entireProcessTree: !leadsGroup);
        await process.WaitForExitAsync();

        // What has left the group may keep the pipe open for ever.
        await Task.WhenAny(closed.Task, Task.Delay(Grace));
        closed.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        outgoing.CompleteAdding();
        if (leadsGroup) directory.Ended(process);
        process.Dispose();
    }

    private void Read()
    {
        var lines = new LineReader(process.StandardOutput.BaseStream);
        try
        {
            while (true)
            {
                var read = lines.Read(out var line);
                if (read == LineRead.End) break;
                if (read == LineRead.Oversized) listener.HeardMalformed("…", $"a line of more than {Codec.MaxLine} bytes");
                else if (read == LineRead.Unfinished) listener.HeardMalformed(Quote(line), "the last line does not end with a newline");
                else Hear(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke with the process.
        }

        if (!killed) AwaitEnd();
        closed.TrySetResult();
    }

    private void AwaitEnd()
    {
        if (!process.WaitForExit(Grace) && !killed) End("closed its stdout, and runs on");
        process.WaitForExit();
        errors.Join(Grace);
        closed.TrySetResult();
        if (!killed) End(HowItEnded());
    }

    // Whoever listens hears of the end, also who comes later.
    private void End(string how)
    {
        lock (gate)
        {
            if (ended is not null) return;
            ended = how;
            listener.Ended(how);
        }
    }

    private void Hear(ReadOnlyMemory<byte> line)
    {
        try
        {
            listener.Heard(Codec.Parse(line));
        }
        catch (MalformedException e)
        {
            listener.HeardMalformed(Quote(line), e.Message);
        }
    }

    private void Write()
    {
        try
        {
            var input = process.StandardInput.BaseStream;
            foreach (var message in outgoing.GetConsumingEnumerable())
            {
                input.Write(Codec.Line(message));
                if (outgoing.Count == 0) input.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has gone; the thread that reads says so.
        }
    }

    private string HowItEnded() => process.ExitCode > 128 ? $"ended by signal {process.ExitCode - 128}" : $"exited with code {process.ExitCode}";

    private static string Quote(ReadOnlyMemory<byte> line)
    {
        var text = Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 200)]);
        return line.Length > 200 ? text + "…" : text;
    }

    private static Thread Run(Action action, string pipe)
    {
        var thread = new Thread(() => action()) { IsBackground = true, Name = pipe };
        thread.Start();
        return thread;
    }
}
