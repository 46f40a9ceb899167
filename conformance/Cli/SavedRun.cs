using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary>Saved results, as the user names them: JSON reports, and evidence bundles.</summary>
internal static class SavedRun
{
    /// <summary>Reads them and puts them together.</summary>
    /// <exception cref="UsageException">One cannot be read, or they do not belong together.</exception>
    public static RunReport Read(IReadOnlyList<string> paths)
    {
        var parts = paths.Select(path => (path, Read(path))).ToList();
        try
        {
            return SavedResults.Merge(parts);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Reads an evidence bundle.</summary>
    /// <exception cref="UsageException">It is none, or cannot be read.</exception>
    public static RunReport Bundle(string path)
    {
        try
        {
            return EvidenceBundle.Read(path);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message);
        }
    }

    private static RunReport Read(string path) => Directory.Exists(path) ? Bundle(path) : InputFile.Read("", path, text => SavedResults.Read(path, text));
}
