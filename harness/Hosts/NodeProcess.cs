using System.Diagnostics;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>One child process that speaks the protocol on stdin and stdout.</summary>
internal sealed class NodeProcess : IRunningNode
{
    // For what follows the end of a process at once, unless something else keeps its pipes open.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly bool leadsGroup;
    private readonly RunMark mark;
    private readonly LineStream lines;
    private readonly StderrTail stderr = new();
    private readonly Thread errors;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool killed;

    public NodeProcess(Process process, bool leadsGroup, RunMark mark, INodeListener listener)
    {
        this.process = process;
        this.leadsGroup = leadsGroup;
        this.mark = mark;
        errors = LineStream.Run(() => stderr.Read(process.StandardError.BaseStream), "stderr of a node");
        lines = new LineStream(listener);
        lines.Begin(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, Closed);
    }

    public INodeListener Listener
    {
        get => lines.Listener;
        set => lines.Listener = value;
    }

    public bool IsRunning => !closed.Task.IsCompleted;

    public IReadOnlyList<int> ProcessIds => mark.Processes is { Count: > 0 } marked ? marked : [process.Id];

    public string Stderr => stderr.ToString();

    public ReadOnlyMemory<byte> Unfinished => lines.Unfinished;

    public void CloseInput() => lines.Close();

    public void Send(Envelope message) => lines.Send(message);

    public void SendLine(byte[] line) => lines.SendLine(line);

    public async Task Kill()
    {
        killed = true;
        lines.Cut();
        if (leadsGroup) ProcessGroup.Kill(process.Id);

        // In the instant before setsid has made the group there is only the process itself.
        process.Kill(entireProcessTree: !leadsGroup);
        await process.WaitForExitAsync();
        await mark.Kill();

        // Who has left the group and hides from the mark may keep the pipe open for ever.
        await Task.WhenAny(closed.Task, Task.Delay(Grace));
        closed.TrySetResult();
    }

    public void Pause()
    {
        if (!leadsGroup) throw new NotSupportedException("without setsid a process has no group of its own that could be paused");
        Signal(Libc.SigStop);
    }

    public void Resume() => Signal(Libc.SigCont);

    public async Task Terminate(TimeSpan patience)
    {
        killed = true;
        lines.Cut();
        ProcessGroup.Terminate(process.Id, leadsGroup);
        await Task.WhenAny(Task.WhenAll(process.WaitForExitAsync(), closed.Task), Task.Delay(patience));
        await Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        lines.Close();
        process.Dispose();
    }

    private void Signal(int signal)
    {
        ProcessGroup.Signal(process.Id, signal);
        mark.Signal(signal);
    }

    private void Closed()
    {
        if (!killed) AwaitEnd();
        closed.TrySetResult();
    }

    private void AwaitEnd()
    {
        if (!process.WaitForExit(Grace) && !killed) lines.End("closed its stdout, and runs on");
        process.WaitForExit();
        errors.Join(Grace);
        closed.TrySetResult();
        if (!killed) lines.End(HowItEnded());
    }

    private string HowItEnded() => process.ExitCode > 128 ? $"ended by signal {process.ExitCode - 128}" : $"exited with code {process.ExitCode}";
}
