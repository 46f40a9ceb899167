using System.Text;
using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports;

/// <summary>
/// What is kept of a scenario that failed, as a directory: enough to look into it, to judge it again and to play it again. README.md beside this file
/// describes it.
/// </summary>
public static class EvidenceBundle
{
    /// <summary>The file that makes a directory a bundle: a JSON report of the one scenario.</summary>
    public const string Result = "result.json";

    private const string Story = "story.txt";
    private const string Trace = "trace.jsonl";
    private const string Picture = "diagram.svg";
    private const string Faults = "faults.txt";
    private const string Nodes = "nodes";

    /// <summary>Writes a bundle. One that is there already is replaced.</summary>
    /// <exception cref="IOException">It cannot be written, or the directory is none of a bundle.</exception>
    public static void Write(RunReport report, ScenarioResult result, string directory)
    {
        if (File.Exists(Path.Combine(directory, Result))) Directory.Delete(directory, recursive: true);
        else if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()) throw new IOException("the directory is there, and is no evidence bundle: remove it, or name another");
        Directory.CreateDirectory(directory);
        File.WriteAllLines(Path.Combine(directory, Story), [$"{result.Verdict.ToText()} {result.Scenario.Id}: {result.Scenario.Title}", .. FailureText.Of(result, report)]);
        File.WriteAllLines(Path.Combine(directory, Faults), FaultLines(result).Select(Visible.Line));
        using (var trace = File.Create(Path.Combine(directory, Trace))) TraceJson.Write(result.Events, trace);
        using (var picture = File.Create(Path.Combine(directory, Picture))) SvgDiagram.Write(Diagram.Of(result), $"{result.Scenario.Id}: {result.Scenario.Title}", picture);
        foreach (var node in result.Remains) Write(node, Path.Combine(directory, Nodes, node.Node));

        // Last: a directory without it is no bundle. The trace is beside it.
        var alone = report with { Scenarios = [result with { Events = [] }], NotPlayed = [] };
        using var json = File.Create(Path.Combine(directory, Result));
        new JsonReport().Write(alone, json);
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="FormatException">It is none, or one of another version; says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunReport Read(string directory)
    {
        var file = Path.Combine(directory, Result);
        if (!File.Exists(file)) throw new FormatException($"{directory}: this is no evidence bundle: it has no {Result}");
        var report = SavedResults.Read(file, File.ReadAllBytes(file));
        if (report.Scenarios is not [var result]) throw new FormatException($"{file}: a bundle is of one scenario");
        try
        {
            using var trace = File.OpenRead(Path.Combine(directory, Trace));
            return report with { Scenarios = [result with { Events = TraceJson.Read(trace) }] };
        }
        catch (FormatException e)
        {
            throw new FormatException($"{Path.Combine(directory, Trace)}, {e.Message}");
        }
    }

    private static void Write(NodeRemains node, string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "stderr.txt"), node.Stderr);
        var data = Path.Combine(directory, "data");
        Directory.CreateDirectory(data);
        foreach (var file in node.Data.Where(file => file.Content is not null))
        {
            var path = Path.Combine(data, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content!);
        }

        var left = node.Data.Where(file => file.Content is null).Select(file => $"{file.Path}  {file.Length} bytes").ToList();
        if (left.Count > 0) File.WriteAllLines(Path.Combine(directory, "left-out.txt"), left.Prepend("Too much, or not to be read:"), Encoding.UTF8);
    }

    private static IEnumerable<string> FaultLines(ScenarioResult result)
    {
        foreach (var fault in result.Faults) yield return $"{(fault.HasStruck ? "struck" : "missed")}  {fault.What}, planned for {fault.When}";
        foreach (var e in result.Events.Where(e => e.Kind is EventKind.Killed or EventKind.PowerLost or EventKind.Paused or EventKind.Resumed or EventKind.Restarted or EventKind.Damaged or EventKind.Wiped or EventKind.Cut or EventKind.Healed))
            yield return TraceText.Show(e);
        yield return $"{result.Events.Count(e => e.Kind == EventKind.Dropped)} messages were lost, {result.Events.Count(e => e.Kind == EventKind.Held)} held back: {Trace} has each of them";
    }
}
