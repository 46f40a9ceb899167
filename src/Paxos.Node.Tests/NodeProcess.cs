using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PaxosConformance.Wire;

namespace Paxos.Node.Tests;

/// <summary>The real node as a child process; killed when disposed of.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder stderr = new();
    private readonly TaskCompletionSource<string> firstWord = new();

    public NodeProcess(params string[] args)
    {
        process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not { } line) return;
            lock (stderr) stderr.AppendLine(line);
            firstWord.TrySetResult(line);
        };
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>The first line on stderr.</summary>
    public string FirstWord => firstWord.Task.WaitAsync(Patience).Result;

    /// <summary>Waits for the end of the process.</summary>
    public (int ExitCode, string Stdout, string Stderr) End()
    {
        var stdout = process.StandardOutput.ReadToEndAsync().WaitAsync(Patience).Result;
        Assert.That(process.WaitForExit(Patience), Is.True, "the process does not end");
        process.WaitForExit();
        lock (stderr) return (process.ExitCode, stdout, stderr.ToString());
    }

    public void Send(string line) => Write(line + "\n");

    public void Write(string text)
    {
        process.StandardInput.Write(text);
        process.StandardInput.Flush();
    }

    public void Send(string dest, Body body) => Send(Codec.Show(new Envelope("c1", dest, body)));

    public void EndInput() => process.StandardInput.Close();

    public Envelope Receive()
    {
        var line = process.StandardOutput.ReadLineAsync().WaitAsync(Patience).Result;
        if (line is not null) return Codec.Parse(Encoding.UTF8.GetBytes(line));
        lock (stderr) throw new InvalidOperationException($"the node ended: {stderr}");
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
