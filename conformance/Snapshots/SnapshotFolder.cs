using PaxosConformance.Scenarios;

namespace PaxosConformance.Snapshots;

/// <summary>A folder with the accepted traces of scenarios, <c>SC-PRE-01.verified.txt</c> each; the names and texts are those of Verify.</summary>
/// <param name="path">The folder.</param>
public sealed class SnapshotFolder(string path)
{
    private const string Verified = ".verified.txt";
    private const string Received = ".received.txt";

    /// <summary>The scenarios whose traces have been accepted.</summary>
    public IReadOnlyList<Scenario> Scenarios => Scenario.All.Where(scenario => File.Exists(FileOf(scenario, Verified))).ToList();

    /// <summary>Holds a trace to the accepted one. One that differs is written beside it, as received.</summary>
    /// <returns>What is different, in lines; null: nothing.</returns>
    public SnapshotChange? Compare(ScenarioResult result)
    {
        var (accepted, now) = (Read(FileOf(result.Scenario, Verified)), TraceSnapshot.Of(result));
        if (accepted == now)
        {
            File.Delete(FileOf(result.Scenario, Received));
            return null;
        }

        File.WriteAllText(FileOf(result.Scenario, Received), now);
        return new SnapshotChange(result.Scenario, FileOf(result.Scenario, Verified), TextDiff.Lines(accepted, now));
    }

    /// <summary>Accepts a trace.</summary>
    public void Accept(ScenarioResult result)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(FileOf(result.Scenario, Verified), TraceSnapshot.Of(result));
        File.Delete(FileOf(result.Scenario, Received));
    }

    /// <summary>Takes back what was accepted for a scenario.</summary>
    public void Forget(Scenario scenario)
    {
        if (!Directory.Exists(path)) return;
        File.Delete(FileOf(scenario, Verified));
        File.Delete(FileOf(scenario, Received));
    }

    private string FileOf(Scenario scenario, string suffix) => Path.Combine(path, scenario.Id + suffix);

    // Editors and checkouts may change what ends the lines, and the file.
    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n');
}

/// <summary>A trace that is not the accepted one.</summary>
/// <param name="Scenario">Of which scenario.</param>
/// <param name="File">Where the accepted one is.</param>
/// <param name="Difference">What is different, line by line.</param>
public sealed record SnapshotChange(Scenario Scenario, string File, IReadOnlyList<string> Difference);
