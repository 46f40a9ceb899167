using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>
/// A disk in memory that loses what real ones lose. Kill the process and what it wrote stays; cut the power and only what was synced is
/// sure to stay. Not thread-safe.
/// </summary>
/// <param name="name">The directory, as errors name it.</param>
public sealed class SimulatedDisk(string name = "simulated disk") : IDisk
{
    private readonly HashSet<string> locks = new(StringComparer.Ordinal);
    private readonly SimulatedDirectory directory = new();
    private int operations;

    // Grows when the process that uses the disk ends: handles of an earlier process are of no more use.
    private int process;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The files that a process sees now.</summary>
    public IReadOnlyCollection<string> FileNames => directory.Names;

    /// <summary>
    /// Asked before every operation that changes or syncs something. The error it returns, if any, is what the operation fails with; it may
    /// also end the process with <see cref="Kill"/> or <see cref="CutPower"/>, and then the operation does not happen.
    /// </summary>
    public Func<DiskOperation, IOException?>? Fault { get; set; }

    /// <summary>The process that uses the disk ends: its locks are free, its files closed. All that it wrote can be read.</summary>
    public void Kill()
    {
        process++;
        locks.Clear();
    }

    /// <summary>The power fails: the process ends, and of what was not synced any part may be lost.</summary>
    /// <param name="choose">
    /// Decides what is lost: told how many possibilities there are, it returns one of them, from 0. <c>new Random(seed).Next</c> is one;
    /// <c>_ => 0</c> loses all that can be lost.
    /// </param>
    public void CutPower(Func<int, int> choose)
    {
        Kill();
        directory.LosePower(choose);
    }

    /// <summary>Puts a file on the disk, durably, in place of any of that name; for damage that no crash explains.</summary>
    public void Put(string name, byte[] bytes) => directory.Put(name, SimulatedContent.Durably(bytes));

    /// <inheritdoc/>
    public IDisposable Lock(string name)
    {
        if (!locks.Add(name)) throw new DirectoryInUseException(Name);
        return new Hold(this, name, process);
    }

    /// <inheritdoc/>
    public byte[]? Read(string name) => directory.Find(name)?.Read();

    /// <inheritdoc/>
    public IDiskFile Create(string name)
    {
        if (Next(DiskOperationKind.Create, name) is { } error) throw error;
        return new OpenFile(this, name, directory.Create(name), process);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Next(DiskOperationKind.Rename, from) is { } error) throw error;
        directory.Rename(from, to);
    }

    /// <inheritdoc/>
    [Persists]
    public void SyncDirectory()
    {
        if (Next(DiskOperationKind.SyncDirectory, Name) is { } error) throw error;
        directory.Sync();
    }

    private IOException? Next(DiskOperationKind kind, string name)
    {
        var caller = process;
        var error = Fault?.Invoke(new DiskOperation(++operations, kind, name));
        CheckAlive(caller);
        return error;
    }

    private void CheckAlive(int caller)
    {
        if (caller != process) throw new IOException("the process that called has ended");
    }

    private sealed class Hold(SimulatedDisk disk, string name, int owner) : IDisposable
    {
        public void Dispose()
        {
            if (owner == disk.process) disk.locks.Remove(name);
        }
    }

    private sealed class OpenFile(SimulatedDisk disk, string name, SimulatedContent content, int owner) : IDiskFile
    {
        public void SetLength(long length)
        {
            if (Next(DiskOperationKind.SetLength) is { } error) throw error;
            content.SetLength((int)length);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var error = Next(DiskOperationKind.Write);

            // A write that fails may have gone half the way.
            content.Write((int)offset, error is null ? bytes.ToArray() : bytes[..(bytes.Length / 2)].ToArray());
            if (error is not null) throw error;
        }

        [Persists]
        public void Sync()
        {
            if (Next(DiskOperationKind.Sync) is { } error)
            {
                content.FailToSync();
                throw error;
            }

            content.Sync();
        }

        public void Dispose()
        {
            // Closing a file makes nothing durable.
        }

        private IOException? Next(DiskOperationKind kind)
        {
            disk.CheckAlive(owner);
            return disk.Next(kind, name);
        }
    }
}
