using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary>A report that the user wants in a file.</summary>
internal sealed record ReportFile(string Path, Action<RunReport, Stream> Writer)
{
    private static readonly Dictionary<string, Action<RunReport, Stream>> Kinds = new(StringComparer.OrdinalIgnoreCase) { ["json"] = JsonReport.Write };

    /// <summary>Reads <c>KIND=FILE</c>.</summary>
    /// <exception cref="UsageException">The kind is unknown, or the file cannot be written.</exception>
    public static IReadOnlyList<ReportFile> ReadAll(IEnumerable<string> texts) => texts.Select(Read).ToList();

    public void Write(RunReport report)
    {
        using var file = File.Create(Path);
        Writer(report, file);
    }

    private static ReportFile Read(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length < 2 || parts[1].Length == 0 || !Kinds.TryGetValue(parts[0], out var writer))
            throw new UsageException($"--report {text}: expected KIND=FILE, where KIND is {string.Join(" or ", Kinds.Keys)}");
        if (Directory.Exists(parts[1])) throw new UsageException($"--report {text}: {parts[1]} is a directory: name a file in it");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(parts[1]))!;
        return Directory.Exists(folder) ? new ReportFile(parts[1], writer) : throw new UsageException($"--report {text}: there is no directory {folder}");
    }
}
