using System.Buffers.Binary;

namespace Paxos.Storage;

/// <summary>The first block of a log file; see FORMAT.md.</summary>
/// <param name="Salt">Drawn for this file alone; its records carry it.</param>
/// <param name="Length">The length of the file, which never changes: a file that was cut shows it.</param>
internal sealed record Header(ulong Salt, long Length)
{
    public const int Size = Layout.Block;
    private const uint Version = 1;
    private const int MagicAt = 4, VersionAt = 12, SaltAt = 16, LengthAt = 24;

    private static ReadOnlySpan<byte> Magic => "PaxosLog"u8;

    public void WriteTo(Span<byte> block)
    {
        Magic.CopyTo(block[MagicAt..]);
        BinaryPrimitives.WriteUInt32LittleEndian(block[VersionAt..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(block[SaltAt..], Salt);
        BinaryPrimitives.WriteInt64LittleEndian(block[LengthAt..], Length);
        Layout.Seal(block[..Size]);
    }

    /// <exception cref="LogDamagedException">The file got its name after its header was durable, so any fault here is damage.</exception>
    public static Header ReadFrom(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < Size)
            throw new LogDamagedException(name, file.Length, $"the file ends here, inside its header of {Size} bytes");
        var block = file[..Size];
        if (!Layout.IsSealed(block) || !block[MagicAt..].StartsWith(Magic))
            throw new LogDamagedException(name, 0, "this is not the header of a log: its checksum or its mark 'PaxosLog' is wrong");

        var version = BinaryPrimitives.ReadUInt32LittleEndian(block[VersionAt..]);
        if (version != Version)
        {
            throw new NotSupportedException(
                $"{name}: the log has format {version}, this program reads format {Version}. Start the version that wrote it.");
        }

        var salt = BinaryPrimitives.ReadUInt64LittleEndian(block[SaltAt..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(block[LengthAt..]);
        if (file.Length != length)
            throw new LogDamagedException(name, Math.Min(file.Length, length), $"the file has {file.Length} bytes instead of {length}");
        return new Header(salt, length);
    }
}
