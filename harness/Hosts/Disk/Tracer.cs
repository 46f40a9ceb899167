using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PaxosConformance.Hosts.Disk;

/// <summary>Injects faults into the system calls of a running process, whatever it is written in; by strace. Ends when it is disposed of, or with the process.</summary>
public sealed class Tracer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Process strace;

    private Tracer(Process strace) => this.strace = strace;

    /// <summary>Ends when no process is left to inject anything into.</summary>
    public Task Ended => strace.WaitForExitAsync();

    /// <summary>Begins to inject.</summary>
    /// <param name="processes">Into which processes, all their threads and children included.</param>
    /// <param name="injection">What.</param>
    /// <exception cref="TracerException">strace is not there, or may not attach.</exception>
    public static async Task<Tracer> Attach(IReadOnlyList<int> processes, Injection injection)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardError = true };
        foreach (var argument in Arguments(processes, injection)) start.ArgumentList.Add(argument);
        Process strace;
        try
        {
            strace = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new TracerException("faults of the disk need strace, and it is not in PATH: install it (apt-get install strace)");
        }

        var tracer = new Tracer(strace);
        try
        {
            await tracer.Attached(processes.Count).WaitAsync(Patience);
            return tracer;
        }
        catch
        {
            await tracer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the processes go; they run on as if nothing had been.</summary>
    public async ValueTask DisposeAsync()
    {
        // At SIGTERM strace lets go of everybody before it ends; SIGKILL would leave them stopped.
        if (!strace.HasExited) Libc.kill(strace.Id, Libc.SigTerm);
        await strace.WaitForExitAsync();
        strace.Dispose();
    }

    private static List<string> Arguments(IReadOnlyList<int> processes, Injection injection)
    {
        List<string> arguments = ["-f", "-o", "/dev/null", "-e", $"trace={injection.Calls}", "-e", $"inject={injection.Calls}:{injection.Fault}"];
        foreach (var file in injection.Files) arguments.AddRange(["-P", file]);
        foreach (var process in processes) arguments.AddRange(["-p", process.ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }

    private async Task Attached(int count)
    {
        var said = "";
        while (count > 0)
        {
            if (await strace.StandardError.ReadLineAsync() is not { } line) throw new TracerException($"strace could not attach to the node: {said}");
            said = line;
            if (line.Contains(" attached", StringComparison.Ordinal)) count--;
        }

        // It goes on talking when threads come and go; a full pipe would stop it, and the node with it.
        _ = strace.StandardError.ReadToEndAsync();
    }
}

/// <summary>Faults cannot be injected here.</summary>
public sealed class TracerException(string message) : Exception(message);
