using System.Buffers;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>Where messages to the harness go.</summary>
internal interface IOutput
{
    /// <summary>Adds a message; it leaves at the next flush.</summary>
    void Write(Envelope message);

    /// <summary>Lets everything go that was written.</summary>
    void Flush();
}

/// <summary>The output is closed on the other side.</summary>
internal sealed class OutputLostException(string message, Exception cause) : IOException(message, cause);

/// <summary>The output of a process: there is one, and when it is gone nobody is left to talk to.</summary>
internal sealed class SingleOutput(Stream stream) : IOutput
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public void Write(Envelope message) => Codec.Write(buffer, message);

    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        try
        {
            stream.Write(buffer.WrittenSpan);
            stream.Flush();
        }
        catch (IOException e)
        {
            throw new OutputLostException(e.Message, e);
        }

        buffer.ResetWrittenCount();
    }
}
