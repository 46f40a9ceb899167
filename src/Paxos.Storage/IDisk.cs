using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>
/// One directory of a disk, with the promises that file systems make and no more: what was written, created or renamed may be lost,
/// in part and in any order, until it is synced. Errors are <see cref="IOException"/>s.
/// </summary>
public interface IDisk
{
    /// <summary>The directory, as errors name it.</summary>
    string Name { get; }

    /// <summary>Takes the directory for this process alone; the end of the process frees it, however it ends.</summary>
    /// <param name="name">The file that stands for the lock.</param>
    /// <returns>What frees the directory when disposed of.</returns>
    /// <exception cref="DirectoryInUseException">Somebody else has it.</exception>
    IDisposable Lock(string name);

    /// <summary>The content of a file, or null if there is none of that name.</summary>
    byte[]? Read(string name);

    /// <summary>Creates a file, empty even if there was one of that name.</summary>
    IDiskFile Create(string name);

    /// <summary>Gives a file another name, in place of any file of that name. Durable after <see cref="SyncDirectory"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Returns once the names of the directory are on stable storage (P-DUR-11).</summary>
    [Persists]
    void SyncDirectory();
}

/// <summary>A file open for writing. Nothing written is durable before <see cref="Sync"/> returns.</summary>
public interface IDiskFile : IDisposable
{
    /// <summary>Makes the file this long; what is new reads as zeros.</summary>
    void SetLength(long length);

    /// <summary>Writes all the bytes at this offset.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns once the file's bytes and length are on stable storage (P-DUR-03).</summary>
    [Persists]
    void Sync();
}
