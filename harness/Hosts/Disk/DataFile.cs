using Microsoft.Win32.SafeHandles;

namespace PaxosConformance.Hosts.Disk;

/// <summary>A file of a node's data as it was at a time, and what has become of it since.</summary>
internal sealed class DataFile : IDisposable
{
    // Stays with the file, whatever is renamed to its name.
    private readonly FileStream handle;

    private DataFile(string path, FileStream handle)
    {
        (Path, this.handle) = (path, handle);
        Then = Read();
    }

    /// <summary>Opens a file, or nothing where it is gone, out of reach, or no file at all but a pipe or a socket.</summary>
    public static DataFile? Open(string path)
    {
        // Opened past .NET, which would ask for a lock that the node may hold.
        var file = Libc.OpenToRead(path);
        if (file < 0) return null;
        var handle = new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.Read);
        if (handle.CanSeek) return new DataFile(path, handle);
        handle.Dispose();
        return null;
    }

    public string Path { get; }

    /// <summary>Its bytes at that time.</summary>
    public byte[] Then { get; }

    /// <summary>Its bytes now, or null if the name stands for another file, or for none.</summary>
    public byte[]? Now()
    {
        var now = Read();
        using var named = Open(Path);
        return named is not null && named.Then.AsSpan().SequenceEqual(now) ? now : null;
    }

    public void Dispose() => handle.Dispose();

    private byte[] Read()
    {
        handle.Position = 0;
        using var copy = new MemoryStream();
        handle.CopyTo(copy);
        return copy.ToArray();
    }
}
