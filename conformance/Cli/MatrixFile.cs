using PaxosConformance.Mutants;

namespace PaxosConformance.Cli;

/// <summary>A file that the user wants the matrix in.</summary>
internal sealed record MatrixFile(string Path, Action<IReadOnlyList<Fate>, string> Writer)
{
    /// <summary>Reads <c>KIND=FILE</c> of each report, and the name of the page.</summary>
    /// <exception cref="UsageException">The kind is unknown, the file cannot be written, or the page would tell of a part of the zoo only.</exception>
    public static IReadOnlyList<MatrixFile> From(Matrix matrix, IEnumerable<string> reports, string? page)
    {
        var files = reports.Select(Read).ToList();
        if (page is null) return files;
        if (matrix.Creatures.Count < Zoo.Mutants.Count + Zoo.Variants.Count)
            throw new UsageException("--markdown: the page tells of the whole zoo: leave --only and --tier away");
        ReportFile.CheckPath($"--markdown {page}", page);
        return [.. files, new MatrixFile(page, (fates, path) => File.WriteAllText(path, MatrixPage.Write(fates, matrix.Full, File.Exists(path) ? File.ReadAllText(path) : null)))];
    }

    public void Write(IReadOnlyList<Fate> fates) => Writer(fates, Path);

    private static MatrixFile Read(string text)
    {
        if (text.Split('=', 2) is not ["json", { Length: > 0 } path]) throw new UsageException($"--report {text}: expected KIND=FILE, where KIND is json");
        ReportFile.CheckPath($"--report {text}", path);
        return new MatrixFile(path, WriteJson);
    }

    private static void WriteJson(IReadOnlyList<Fate> fates, string path)
    {
        using var file = File.Create(path);
        MatrixJson.Write(fates, file);
    }
}
