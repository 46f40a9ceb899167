using System.Buffers.Binary;
using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>A log file being written: a header, then pairs of records, in a file whose length never changes.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly IDiskFile file;
    private readonly Header header;
    private ulong nextSequence;

    private LogFile(IDiskFile file, Header header)
    {
        this.file = file;
        this.header = header;
    }

    /// <summary>Where the next pair goes.</summary>
    public long End { get; private set; } = Header.Size;

    /// <summary>Creates the file with its first record. It is durable when this returns; its name is not.</summary>
    /// <param name="disk">The directory.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="state">The encoded state of the first record.</param>
    /// <param name="length">The length the file shall have, if four records of this size fit in.</param>
    public static LogFile Create(IDisk disk, string name, byte[] state, int length)
    {
        var header = new Header(DrawSalt(), Math.Max(Layout.WholeBlocks(length), Header.Size + 4L * 2 * Record.SizeFor(state.Length)));
        var log = new LogFile(disk.Create(name), header);
        try
        {
            log.WriteHeader();
            log.Append(state);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public bool HasRoomFor(byte[] state) => End + 2L * Record.SizeFor(state.Length) <= header.Length;

    /// <summary>Adds a record. When this returns it is durable.</summary>
    [Persists]
    public void Append(byte[] state)
    {
        WritePair(state);
        Sync();
    }

    public void Dispose() => file.Dispose();

    // A Guid is as random as a salt must be, and needs no cryptography library to be loaded when a node starts.
    private static ulong DrawSalt() => BinaryPrimitives.ReadUInt64LittleEndian(Guid.NewGuid().ToByteArray().AsSpan(sizeof(ulong)));

    private void WriteHeader()
    {
        file.SetLength(header.Length);
        var block = new byte[Header.Size];
        header.WriteTo(block);
        file.Write(0, block);
    }

    private void WritePair(byte[] state)
    {
        var pair = new Record(End, header.Salt, nextSequence, state).ToPair();
        file.Write(End, pair);
        End += pair.Length;
        nextSequence++;
    }

    private void Sync() => file.Sync();
}
