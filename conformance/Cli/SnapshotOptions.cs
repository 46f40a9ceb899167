using System.CommandLine;
using PaxosConformance.Scenarios;
using PaxosConformance.Snapshots;

namespace PaxosConformance.Cli;

/// <summary>What the user wants done with the traces of a run.</summary>
/// <param name="Folder">Where the accepted traces are.</param>
/// <param name="Accepts">Whether those of this run are accepted.</param>
internal sealed record SnapshotOptions(string Folder, bool Accepts)
{
    private static readonly Option<string> FolderOption = new("--snapshots")
    {
        Description = "Hold the message sequences of the scenarios to those accepted before, SCENARIO.verified.txt each in a directory. A difference is shown, and ends the run with exit code 1.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> AcceptOption = new("--accept")
    {
        Description = $"With --snapshots: accept the message sequences of this run, of all scenarios that pass and go the same way {SnapshotCheck.Plays} times.",
    };

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> All { get; } = [FolderOption, AcceptOption];

    /// <summary>Reads the command line; null: it says nothing of snapshots.</summary>
    /// <exception cref="UsageException">Nothing can be held to what is not there.</exception>
    public static SnapshotOptions? From(ParseResult parsed)
    {
        var (folder, accepts) = (parsed.GetValue(FolderOption), parsed.GetValue(AcceptOption));
        if (folder is null) return accepts ? throw new UsageException("--accept needs --snapshots, which says where the accepted traces are") : null;
        if (File.Exists(folder)) throw new UsageException($"--snapshots {folder} is a file: name a directory");
        if (!accepts && new SnapshotFolder(folder).Scenarios.Count == 0)
            throw new UsageException($"--snapshots {folder}: no trace has been accepted there yet: run once with --accept");
        return new SnapshotOptions(folder, accepts);
    }

    /// <summary>Does it, and tells what came of it.</summary>
    /// <returns>Whether all traces are the accepted ones.</returns>
    public async Task<bool> Apply(Suite suite, IReadOnlyList<ScenarioResult> results, CancellationToken cancel)
    {
        var check = new SnapshotCheck(new SnapshotFolder(Folder), suite);
        if (Accepts)
        {
            var accepted = await check.Accept(results, cancel);
            Console.Out.WriteLine($"{accepted.Count} of {results.Count} traces accepted in {Folder}: the others did not pass, or are not the same twice");
            return true;
        }

        var changes = await check.Compare(results, cancel);
        foreach (var change in changes)
        {
            Console.Out.WriteLine($"\nCHANGED {change.Scenario.Id}: {change.Scenario.Title}\n  {change.File} and what was received now:");
            foreach (var line in change.Difference) Console.Out.WriteLine("  " + line);
        }

        if (changes.Count > 0) Console.Out.WriteLine($"\n{changes.Count} traces are not the accepted ones. If that is right, run again with --accept, or rename *.received.txt to *.verified.txt.");
        return changes.Count == 0;
    }
}
