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
        CheckPath($"--report {text}", parts[1]);
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
