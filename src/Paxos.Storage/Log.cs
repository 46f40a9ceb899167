using System.Diagnostics.CodeAnalysis;
using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>
/// The stable storage of one node: an append-only log of its states in a directory of its own; the last one counts. Not thread-safe.
/// </summary>
public sealed class Log : StableStorage<StableState>
{
    /// <summary>The log.</summary>
    public const string FileName = "paxos.log";

    /// <summary>The log's successor while it is written; of no meaning otherwise.</summary>
    public const string NewFileName = "paxos.log.new";

    /// <summary>The file that stands for the lock on the directory. It stays when the node ends.</summary>
    public const string LockFileName = "paxos.lock";

    /// <summary>How long a log file is unless its records are very large.</summary>
    public const int DefaultLength = 1 << 20;

    private readonly IDisk disk;
    private readonly IDisposable hold;
    private readonly int length;

    // P-DUR-11: another file is not durable before its name is.
    [Durable] private LogFile? file;
    private Durable<StableState> recovered;
    private StableState last;
    private StorageFailedException? failure;
    private bool disposed;

    private Log(IDisk disk, IDisposable hold, int length, StableState state)
    {
        this.disk = disk;
        this.hold = hold;
        this.length = length;
        StartFrom(state);
    }

    /// <inheritdoc/>
    public override Durable<StableState> Recovered => recovered;

    private string Path => System.IO.Path.Combine(disk.Name, FileName);

    /// <summary>Opens the log of a directory, which is created if it is missing; a node that finds no log starts from nothing.</summary>
    /// <exception cref="DirectoryInUseException">Another node runs on the directory.</exception>
    /// <exception cref="LogDamagedException">The log is damaged: the node must not start (P-DUR-12).</exception>
    /// <exception cref="NotSupportedException">The log has a newer format.</exception>
    /// <exception cref="StorageFailedException">The device failed.</exception>
    public static Log Open(string directory)
    {
        try
        {
            return Open(new DirectoryDisk(directory));
        }
        catch (Exception cause) when (cause is IOException and not DirectoryInUseException or UnauthorizedAccessException)
        {
            throw Failed(directory, "the directory cannot be used", cause);
        }
    }

    /// <summary>Opens the log on a disk, real or simulated.</summary>
    /// <param name="disk">The directory.</param>
    /// <param name="length">How long a log file is, in bytes. A full one is replaced by one that begins with the last state.</param>
    /// <inheritdoc cref="Open(string)"/>
    public static Log Open(IDisk disk, int length = DefaultLength)
    {
        var hold = disk.Lock(LockFileName);
        try
        {
            return new Log(disk, hold, length, Recover(disk));
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Every state replaces those before it, so one record, one write and one sync serve the whole group.</remarks>
    [Persists]
    public override IReadOnlyList<Durable<StableState>> Persist(IReadOnlyList<StableState> states)
    {
        ThrowIfUnusable();
        if (states.Count > 0 && states[^1] != last) MakeDurable(states[^1]);
        return [.. states.Select(Vouch)];
    }

    /// <summary>Forgets everything: when this returns the log is that of a node that never ran, durably.</summary>
    /// <returns>The initial state, which <see cref="Recovered"/> is now too.</returns>
    /// <exception cref="StorageFailedException">The device failed.</exception>
    [Persists]
    public Durable<StableState> Reset()
    {
        ThrowIfUnusable();
        StartFrom(StableState.Initial);
        return recovered;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // P-DUR-15: nothing is left to write.
        disposed = true;
        file?.Dispose();
        hold.Dispose();
    }

    private static StableState Recover(IDisk disk)
    {
        var path = System.IO.Path.Combine(disk.Name, FileName);
        try
        {
            return disk.Read(FileName) is { } bytes ? Recovery.LastState(path, bytes) : StableState.Initial;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, "the log cannot be read", cause);
        }
    }

    /// <summary>Vouches for a state, after it was written anew.</summary>
    /// <remarks>
    /// P-DUR-16: what was read back may be in the system's cache only, where a killed process or a failed sync left it. A sync would not
    /// help, since the cache may take it for written (P-DUR-10). A new file does, and it has no torn tail to append to.
    /// </remarks>
    [MemberNotNull(nameof(last), nameof(recovered))]
    private void StartFrom(StableState state)
    {
        StartNewFile(state);
        last = state;
        recovered = Vouch(state);
    }

    private void MakeDurable(StableState state)
    {
        var encoded = StateCodec.Encode(state);
        if (file!.HasRoomFor(encoded))
            Attempt($"the record at byte {file.End} could not be made durable", () => file.Append(encoded));
        else
            StartNewFile(state);
        last = state;
    }

    /// <summary>Replaces the log by a new file that begins with this state. A crash leaves one file or the other, each of them whole.</summary>
    private void StartNewFile(StableState state)
    {
        var encoded = StateCodec.Encode(state);
        Attempt("the log could not be replaced by a new one", () =>
        {
            var next = LogFile.Create(disk, NewFileName, encoded, length);
            file?.Dispose();
            file = next;
            disk.Rename(NewFileName, FileName);
            SyncDirectory();
        });
    }

    // P-DUR-11: only now does the new file stand under its name after a loss of power.
    private void SyncDirectory() => disk.SyncDirectory();

    /// <summary>Runs a step that changes the disk. After a failure nothing is sure any more: the log is of no more use (P-DUR-10).</summary>
    private void Attempt(string failed, Action step)
    {
        try
        {
            step();
        }
        catch (Exception cause)
        {
            file?.Dispose();
            failure = Failed(Path, failed, cause);
            throw failure;
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (failure is not null) throw failure;
    }

    private static StorageFailedException Failed(string path, string what, Exception cause)
    {
        var remedy = DiskFull.Is(cause) ? "The disk is full: free some space" : "See to the disk";
        return new($"{path}: {what}: {cause.Message}. {remedy}, then start the node again; it goes on from what is durable.", cause);
    }
}
