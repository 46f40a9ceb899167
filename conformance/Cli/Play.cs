using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Cli;

/// <summary>Who is judged, and how.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Settings">How scenarios are played.</param>
/// <param name="Reset">Whether a node that can wipe itself is used again.</param>
internal sealed record Play(RunSubject Subject, SuiteSettings Settings, bool Reset)
{
    /// <summary>Meets the subject and has it judged; whatever was started is ended again.</summary>
    /// <param name="judge">Gets the nodes, what the first of them said of itself, and who carries the messages.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The exit code: that of <paramref name="judge"/>, or why it did not come to it.</returns>
    public async Task<int> Judged(Func<NodePool, InitOkBody, NetworkMode, Task<int>> judge, CancellationToken cancel)
    {
        using var directory = RunDirectory.Create();
        try
        {
            var host = await Subject.HostIn(directory);
            await using var engine = host as IAsyncDisposable;
            await using var pool = new NodePool(host, directory, Settings.StartPatience, Settings.Time) { Complete = Subject.Complete, Reuses = Reset };
            var (hello, network) = await Meeting.Hold(pool, Settings.Network, cancel);
            return await judge(pool, hello, network);
        }
        catch (Exception e) when (e is StartFailedException or ConfigurationRefusedException)
        {
            Console.Error.WriteLine(Visible.Lines($"The subject could not be started: {Subject.Arguments}\nA node of it {e.Message}".Replace("A node of it '", "'", StringComparison.Ordinal)));
            return ExitCode.NotStarted;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
