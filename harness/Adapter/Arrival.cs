using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>What came in one line: a message, or a line that is none.</summary>
public sealed class Arrival
{
    private Arrival(Envelope? message, MalformedException? fault) => (Message, Fault) = (message, fault);

    /// <summary>The message, or null.</summary>
    public Envelope? Message { get; }

    /// <summary>What is wrong with the line; null where it is a message.</summary>
    public MalformedException? Fault { get; }

    /// <summary>The arrival of a message.</summary>
    public static Arrival Of(Envelope message) => new(message, null);

    /// <summary>The arrival of a line, without its newline.</summary>
    public static Arrival Of(ReadOnlyMemory<byte> line)
    {
        try
        {
            return new Arrival(Codec.Parse(line), null);
        }
        catch (MalformedException fault)
        {
            return new Arrival(null, fault);
        }
    }

    /// <summary>The arrival of a line that is longer than the protocol allows.</summary>
    public static Arrival Oversized() => new(null, new MalformedException(
        ErrorCode.Malformed, $"the line has more than {Codec.MaxLine} bytes, the most that the protocol allows; it was skipped", null));
}
