namespace PaxosConformance.Scenarios;

/// <summary>What a node left to those who look into a failure.</summary>
/// <param name="Node">Who.</param>
/// <param name="Stderr">The end of what its processes wrote to stderr.</param>
/// <param name="Data">The files in its data directory.</param>
public sealed record NodeRemains(string Node, string Stderr, IReadOnlyList<DataFile> Data)
{
    // A subject may keep gigabytes; whoever wants those keeps them itself.
    private const long MostBytes = 1 << 20;

    internal static IReadOnlyList<DataFile> FilesIn(string directory)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            var room = MostBytes;
            return new DirectoryInfo(directory).EnumerateFiles("*", everything).OrderBy(file => file.FullName, StringComparer.Ordinal).Select(Take).ToList();

            DataFile Take(FileInfo file)
            {
                var (name, length) = (Path.GetRelativePath(directory, file.FullName), file.Length);

                // What is no regular file has no length either: it is never opened, since that may block for good.
                if (length == 0) return new DataFile(name, 0, []);
                if (length > room || Read(file) is not { } content) return new DataFile(name, length, null);
                room -= content.Length;
                return new DataFile(name, length, content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its disk is gone, by a fault of the scenario, or the directory is in another world.
            return [];
        }
    }

    private static byte[]? Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A file of a node's data directory.</summary>
/// <param name="Path">Its path in the directory.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Content">What is in it; null where it could not be read, or is too much.</param>
public sealed record DataFile(string Path, long Length, byte[]? Content);
