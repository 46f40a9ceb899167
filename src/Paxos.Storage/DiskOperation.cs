namespace Paxos.Storage;

/// <summary>Something a process does to a simulated disk.</summary>
/// <param name="Number">Counts the operations of the disk from 1.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Name">The file or directory it is done to.</param>
public sealed record DiskOperation(int Number, DiskOperationKind Kind, string Name);

/// <summary>The operations of a disk.</summary>
public enum DiskOperationKind
{
    /// <summary>A file is created.</summary>
    Create,

    /// <summary>The length of a file is set.</summary>
    SetLength,

    /// <summary>Bytes are written to a file.</summary>
    Write,

    /// <summary>A file is synced.</summary>
    Sync,

    /// <summary>A file is renamed.</summary>
    Rename,

    /// <summary>The directory is synced.</summary>
    SyncDirectory,
}
