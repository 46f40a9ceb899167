namespace PaxosConformance.Hosts.Disk;

/// <summary>
/// A node's data directory at a time. Later it tells where the data have been changed in place, so that a write can be torn or a byte be flipped
/// just there, without knowing the format.
/// </summary>
public sealed class DataSnapshot : IDisposable
{
    // Disks write sectors whole: what is torn is torn between two.
    private const int Sector = 512;

    private readonly string directory;
    private readonly IReadOnlyList<string> names;
    private readonly List<DataFile> files;

    /// <summary>Takes a snapshot of a directory, in which nothing is being written.</summary>
    public DataSnapshot(string directory)
    {
        this.directory = directory;
        names = Files(directory);
        files = [.. names.Select(DataFile.Open).OfType<DataFile>()];
    }

    /// <summary>
    /// Makes of the data what a crash in the middle of the change since then leaves: half of what was appended, or the first sectors of what was
    /// overwritten. Only for a process that has ended.
    /// </summary>
    /// <returns>Whether there was one change in one place that can be torn; where there was not, nothing is touched.</returns>
    public bool Tear()
    {
        if (OnlyChange() is not var (file, then, now, begin, end)) return false;
        var cut = now.Length > then.Length ? begin + (end - begin) / 2 : (begin / Sector + 1) * Sector;
        if (cut <= begin || cut >= end) return false;
        byte[] torn = [.. now.AsSpan(0, cut), .. cut < then.Length ? then.AsSpan(cut) : []];
        File.WriteAllBytes(file, torn);
        return true;
    }

    /// <summary>Flips one bit in the middle of what has changed since then. Only for a process that has ended.</summary>
    /// <returns>Whether anything had changed.</returns>
    public bool Flip()
    {
        if (OnlyChange() is not var (file, _, now, begin, end))
        {
            if (FirstNew() is not var (replaced, content)) return false;
            (file, now, begin, end) = (replaced, content, 0, content.Length);
        }

        now[begin + (end - begin) / 2] ^= 1;
        File.WriteAllBytes(file, now);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files) file.Dispose();
    }

    /// <summary>The files in a data directory, at any depth.</summary>
    public static IReadOnlyList<string> Files(string directory) => [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private (string Path, byte[] Content)? FirstNew()
    {
        foreach (var path in Files(directory))
        {
            using var now = DataFile.Open(path);
            if (now is { Then.Length: > 0 } && !files.Any(file => file.Path == path && file.Then.AsSpan().SequenceEqual(now.Then))) return (path, now.Then);
        }

        return null;
    }

    // A file that was made or renamed since then was never changed where it is: the change was atomic, and there is nothing to tear.
    private (string File, byte[] Then, byte[] Now, int Begin, int End)? OnlyChange()
    {
        if (!Files(directory).SequenceEqual(names)) return null;
        (string, byte[], byte[], int, int)? only = null;
        foreach (var file in files)
        {
            if (file.Now() is not { } now) return null;
            if (now.AsSpan().SequenceEqual(file.Then)) continue;
            if (only is not null || now.Length < file.Then.Length) return null;
            var begin = now.AsSpan().CommonPrefixLength(file.Then);
            if (now.Length > file.Then.Length && begin < file.Then.Length) return null;
            only = (file.Path, file.Then, now, begin, End(file.Then, now));
        }

        return only;
    }

    private static int End(byte[] then, byte[] now)
    {
        var end = now.Length;
        if (now.Length == then.Length)
        {
            while (now[end - 1] == then[end - 1]) end--;
        }

        return end;
    }
}
