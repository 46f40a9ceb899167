using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PaxosConformance.Adapter;

/// <summary>Stable storage in the files of a directory.</summary>
/// <param name="directory">The directory, which exists and is used by nobody else.</param>
public sealed partial class FileStore(string directory) : IStore
{
    private const string New = ".new";
    private readonly HashSet<string> unsynced = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        var path = Path.Combine(directory, name + (unsynced.Contains(name) ? New : ""));
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(Path.Combine(directory, name + New), FileMode.Create, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        unsynced.Add(name);
    }

    /// <inheritdoc/>
    /// <remarks>First the content, then the name: a file that is not whole never stands under its name (P-DUR-11).</remarks>
    public void Sync()
    {
        foreach (var name in unsynced)
        {
            var path = Path.Combine(directory, name);
            using (var file = File.OpenHandle(path + New, FileMode.Open, FileAccess.ReadWrite)) Flush(file);
            File.Move(path + New, path, overwrite: true);
        }

        if (unsynced.Count > 0) SyncDirectory();
        unsynced.Clear();
    }

    /// <inheritdoc/>
    public void Clear()
    {
        unsynced.Clear();
        foreach (var file in Directory.EnumerateFiles(directory)) File.Delete(file);
        SyncDirectory();
    }

    // No program can sync a directory on Windows.
    private void SyncDirectory()
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(Open(directory, 0), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"the directory {directory} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        Flush(handle);
    }

    // .NET 10.0 keeps silent about it when fsync fails.
    private static void Flush(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(file);
        else if (FSync(file) != 0) throw new IOException($"fsync failed with error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);
}
