using System.Buffers.Binary;
using System.Numerics;

namespace Paxos.Storage;

/// <summary>What header and record have in common; see FORMAT.md.</summary>
internal static class Layout
{
    /// <summary>
    /// Everything begins at a multiple of this: the size of a page and of today's disk sectors. So no write touches a sector that holds
    /// what is durable already, and no two copies share one.
    /// </summary>
    public const int Block = 4096;

    public static int WholeBlocks(int bytes) => checked((bytes + Block - 1) / Block * Block);

    /// <summary>Writes the checksum of what follows it into the first four bytes.</summary>
    public static void Seal(Span<byte> sealable) => BinaryPrimitives.WriteUInt32LittleEndian(sealable, Checksum(sealable[sizeof(uint)..]));

    public static bool IsSealed(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Checksum(bytes[sizeof(uint)..]);

    /// <summary>CRC-32C, eight bytes at a time.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
