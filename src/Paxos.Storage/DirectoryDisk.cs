using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>A directory of the file system.</summary>
internal sealed class DirectoryDisk : IDisk
{
    /// <summary>Takes a directory, and creates it, durably, if it is missing.</summary>
    public DirectoryDisk(string directory)
    {
        Name = Path.GetFullPath(directory);
        CreateDurably(Name);
    }

    public string Name { get; }

    public IDisposable Lock(string name)
    {
        try
        {
            // With FileShare.None .NET takes a lock that ends with the process: flock on Unix, sharing on Windows.
            return new FileStream(At(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (IsTaken(cause))
        {
            throw new DirectoryInUseException(Name, cause);
        }
    }

    public byte[]? Read(string name) => File.Exists(At(name)) ? File.ReadAllBytes(At(name)) : null;

    public IDiskFile Create(string name) =>
        new RealFile(File.OpenHandle(At(name), FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete), At(name));

    public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);

    [Persists]
    public void SyncDirectory() => Sync(Name);

    private string At(string name) => Path.Combine(Name, name);

    private static bool IsTaken(IOException error)
    {
        const int linuxWouldBlock = 11, appleWouldBlock = 35, sharingViolation = unchecked((int)0x80070020);
        return error.HResult is linuxWouldBlock or appleWouldBlock or sharingViolation;
    }

    // P-DUR-11: a directory is a name in its parent, and as easily lost.
    private static void CreateDurably(string directory)
    {
        if (Directory.Exists(directory)) return;
        var parent = Path.GetDirectoryName(directory);
        if (parent is not null) CreateDurably(parent);
        Directory.CreateDirectory(directory);
        if (parent is not null) Sync(parent);
    }

    /// <summary>.NET has no way to sync a directory. On Windows neither: there the file system's journal keeps the order of names.</summary>
    private static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        const int readOnly = 0;
        var handle = NativeMethods.Open(directory, readOnly);
        if (handle < 0) throw Error("open", directory);
        try
        {
            if (NativeMethods.FSync(handle) < 0) throw Error("fsync", directory);
        }
        finally
        {
            _ = NativeMethods.Close(handle);
        }
    }

    private static IOException Error(string call, string path)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException($"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(errno)}", errno);
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static extern int FSync(int handle);

        [DllImport("libc", EntryPoint = "close")]
        public static extern int Close(int handle);
    }

    private sealed class RealFile(SafeFileHandle handle, string path) : IDiskFile
    {
        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        // P-DUR-10: on Linux .NET 10 makes this call in FlushToDisk and Flush(true) too, but says nothing when it fails.
        [Persists]
        public void Sync()
        {
            if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(handle);
            else if (NativeMethods.FSync((int)handle.DangerousGetHandle()) < 0) throw Error("fsync", path);
        }

        public void Dispose() => handle.Dispose();
    }
}
