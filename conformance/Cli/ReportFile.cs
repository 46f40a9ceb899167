using System.Text.Json.Nodes;
using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary>A report that the user wants in a file.</summary>
internal sealed record ReportFile(string Path, IReportWriter Writer)
{
    private const string Stdout = "-";

    /// <summary>Whether it takes standard output for itself: annotations are made to stand in a log.</summary>
    public bool TakesStdout => Path == Stdout && Writer is not GithubReport;

    /// <summary>The annotations in the log that is being written.</summary>
    public static ReportFile Annotations { get; } = new(Stdout, new GithubReport());

    /// <summary>Reads <c>KIND=FILE</c>.</summary>
    /// <exception cref="UsageException">The kind is unknown, or the file cannot be written.</exception>
    public static IReadOnlyList<ReportFile> ReadAll(IEnumerable<string> texts) => texts.Select(Read).ToList();

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunReport report)
    {
        using var file = Path == Stdout ? Console.OpenStandardOutput() : File.Create(Path);
        Writer.Write(report, file);
    }

    private static ReportFile Read(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length < 2 || parts[1].Length == 0 || ReportKinds.Find(parts[0]) is not { } writer)
            throw new UsageException($"--report {text}: expected KIND=FILE, where KIND is one of {string.Join(", ", ReportKinds.All.Select(kind => kind.Kind))}");
        if (parts[1] != Stdout) CheckPath($"--report {text}", parts[1]);
        return new ReportFile(parts[1], writer);
    }

    /// <summary>Makes sure, before a long run, that a file can be written after it.</summary>
    /// <exception cref="UsageException">It cannot; the message begins with <paramref name="option"/>.</exception>
    internal static void CheckPath(string option, string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"{option}: {path} is a directory: name a file in it");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new UsageException($"{option}: there is no directory {folder}");
    }
}

/// <summary>The reports that the user wants.</summary>
/// <param name="Files">Where each of them goes.</param>
/// <param name="OtherRuns">What other tools found, for SARIF.</param>
internal sealed record ReportFiles(IReadOnlyList<ReportFile> Files, IReadOnlyList<JsonNode> OtherRuns)
{
    /// <summary>Where people read: standard output, unless a report for programs takes that.</summary>
    public TextWriter Console => Files.Any(file => file.TakesStdout) ? System.Console.Error : System.Console.Out;

    /// <summary>Writes them all; on GitHub Actions the annotations too.</summary>
    /// <exception cref="UsageException">Some could not be written; the others are.</exception>
    public void Write(RunReport report)
    {
        System.Console.Out.Flush();
        List<string> failed = [];
        var asked = GithubActions.IsOn && !Files.Any(file => file.Writer is GithubReport) && !Files.Any(file => file.TakesStdout) ? Files.Append(ReportFile.Annotations) : Files;
        foreach (var file in asked)
        {
            try
            {
                file.Write(report with { OtherRuns = OtherRuns });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed.Add($"--report {file.Writer.Kind}={file.Path}: {e.Message}");
            }
        }

        if (failed.Count > 0) throw new UsageException(string.Join('\n', failed));
    }
}
