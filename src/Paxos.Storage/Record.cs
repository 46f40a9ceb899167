using System.Buffers.Binary;

namespace Paxos.Storage;

/// <summary>One state of the node, whole, as the log holds it (P-DUR-05); see FORMAT.md.</summary>
/// <param name="Offset">Where in the file it stands.</param>
/// <param name="Salt">The salt of the file: blocks of other files, and values that look like records, do not have it.</param>
/// <param name="Sequence">Counts the writes to the file from 0.</param>
/// <param name="State">The encoded state.</param>
internal sealed record Record(long Offset, ulong Salt, ulong Sequence, ReadOnlyMemory<byte> State)
{
    private const int LengthAt = 4, SaltAt = 8, SequenceAt = 16, StateAt = 24;

    /// <summary>The bytes that one copy takes.</summary>
    public int Size => SizeFor(State.Length);

    public static int SizeFor(int stateLength) => Layout.WholeBlocks(StateAt + stateLength);

    /// <summary>The record twice, one copy behind the other: damage in one place leaves the other copy.</summary>
    public byte[] ToPair()
    {
        var pair = new byte[2 * Size];
        WriteTo(pair.AsSpan(0, Size));
        pair.AsSpan(0, Size).CopyTo(pair.AsSpan(Size));
        return pair;
    }

    private void WriteTo(Span<byte> copy)
    {
        BinaryPrimitives.WriteInt32LittleEndian(copy[LengthAt..], State.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(copy[SaltAt..], Salt);
        BinaryPrimitives.WriteUInt64LittleEndian(copy[SequenceAt..], Sequence);
        State.Span.CopyTo(copy[StateAt..]);
        Layout.Seal(copy);
    }

    /// <summary>The record that stands at this offset, or null if there is none of this salt or its checksum is wrong.</summary>
    public static Record? ReadFrom(byte[] file, long offset, ulong salt)
    {
        var rest = file.AsSpan((int)offset);
        if (rest.Length < Layout.Block || BinaryPrimitives.ReadUInt64LittleEndian(rest[SaltAt..]) != salt) return null;

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest[LengthAt..]);
        if (length < 0 || length > rest.Length - StateAt || SizeFor(length) > rest.Length) return null;
        if (!Layout.IsSealed(rest[..SizeFor(length)])) return null;

        var sequence = BinaryPrimitives.ReadUInt64LittleEndian(rest[SequenceAt..]);
        return new Record(offset, salt, sequence, file.AsMemory((int)offset + StateAt, length));
    }
}
