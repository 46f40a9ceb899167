using System.Text;

namespace PaxosConformance.Hosts;

/// <summary>Keeps the end of what a process writes to stderr, however much it writes.</summary>
internal sealed class StderrTail
{
    private const int Kept = 8 * 1024;
    private readonly Lock gate = new();
    private readonly List<byte> tail = [];

    /// <summary>Reads to the end of the stream.</summary>
    public void Read(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                lock (gate)
                {
                    tail.AddRange(buffer.AsSpan(0, read));
                    if (tail.Count > 2 * Kept) tail.RemoveRange(0, tail.Count - Kept);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke with the process.
        }
    }

    public override string ToString()
    {
        lock (gate) return Encoding.UTF8.GetString(tail.ToArray()).TrimEnd();
    }
}
