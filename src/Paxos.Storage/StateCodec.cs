using System.Text;

namespace Paxos.Storage;

/// <summary>A state as bytes and back; see FORMAT.md.</summary>
internal static class StateCodec
{
    // An id that UTF-8 cannot carry must not come back as another id.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The id of a ballot is no well-formed text.</exception>
    public static byte[] Encode(StableState state)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Strict);
        WriteBallot(writer, state.Acceptor.Promised);
        WriteOptional(writer, state.Acceptor.Accepted, WriteProposal);
        WriteOptional(writer, state.Decided, WriteValue);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a state.</exception>
    public static StableState Decode(ReadOnlyMemory<byte> encoded)
    {
        using var bytes = new MemoryStream(encoded.ToArray());
        using var reader = new BinaryReader(bytes, Strict);
        try
        {
            var acceptor = new AcceptorState(ReadBallot(reader), ReadOptional(reader, ReadProposal));
            var state = new StableState(acceptor, ReadOptional(reader, ReadValue));
            return bytes.Position == bytes.Length ? state : throw new InvalidDataException("bytes are left after the state");
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException(cause.Message, cause);
        }
    }

    private static void WriteBallot(BinaryWriter writer, Ballot ballot)
    {
        writer.Write(ballot.N);
        writer.Write(ballot.Id ?? "");
    }

    // No ballot that can be made has an empty id: it stands for "no ballot" (P-BAL-08).
    private static Ballot ReadBallot(BinaryReader reader)
    {
        var n = reader.ReadInt64();
        var id = reader.ReadString();
        return id.Length == 0 && n == 0 ? default : new Ballot(n, id);
    }

    private static void WriteProposal(BinaryWriter writer, Proposal proposal)
    {
        WriteBallot(writer, proposal.Ballot);
        WriteValue(writer, proposal.Value);
    }

    private static Proposal ReadProposal(BinaryReader reader) => new(ReadBallot(reader), ReadValue(reader));

    private static void WriteValue(BinaryWriter writer, Value value)
    {
        writer.Write(value.Bytes.Length);
        writer.Write(value.Bytes);
    }

    private static Value ReadValue(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Value.Of(bytes) : throw new EndOfStreamException("the state ends inside a value");
    }

    private static void WriteOptional<T>(BinaryWriter writer, T? part, Action<BinaryWriter, T> write) where T : class
    {
        writer.Write(part is not null);
        if (part is not null) write(writer, part);
    }

    private static T? ReadOptional<T>(BinaryReader reader, Func<BinaryReader, T> read) where T : class =>
        reader.ReadBoolean() ? read(reader) : null;
}
