using System.Diagnostics;

namespace PaxosConformance.Cli.Tests;

/// <summary>A reference node that somebody has started and that listens on TCP.</summary>
internal sealed class ListeningNode : IDisposable
{
    private readonly Process process;

    public ListeningNode()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Paxos.Node"), ["--listen", "127.0.0.1:0"]) { RedirectStandardError = true };
        process = Process.Start(start)!;
        var told = process.StandardError.ReadLine() ?? "";
        Address = told.Split(' ')[^1];
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens, as host:port.</summary>
    public string Address { get; }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
