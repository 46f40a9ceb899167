namespace PaxosConformance.Wire;

/// <summary>Cuts a stream of bytes into lines. Blocks the thread that reads; not thread-safe.</summary>
public sealed class LineReader(Stream stream)
{
    private const int LongestQuote = 4096;

    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;
    private volatile byte[] unfinished = [];

    /// <summary>
    /// The beginning of a line whose end has not come yet, while the reader waits for it; empty where it waits for a line to begin. May be
    /// asked by any thread.
    /// </summary>
    public ReadOnlyMemory<byte> Unfinished => unfinished;

    /// <summary>Reads the next line that is not empty.</summary>
    /// <param name="line">The line without its newline; valid until the next call. Empty where the line was too long and is skipped.</param>
    /// <returns>What came.</returns>
    /// <exception cref="IOException">The stream failed.</exception>
    public LineRead Read(out ReadOnlyMemory<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = buffer.AsMemory(start, scanned + newline);
                start += scanned + newline + 1;
                if (line.Length > Codec.MaxLine) return Oversized(out line);
                if (line.Length > 0 && line.Span[^1] == '\r') line = line[..^1];
                if (line.Length > 0) return LineRead.Line;
                scanned = 0;
                continue;
            }

            scanned = end - start;
            if (scanned > Codec.MaxLine)
            {
                return SkipLine() ? Oversized(out line) : End(out line);
            }

            if (!Fill()) return scanned > 0 ? HalfLine(out line) : End(out line);
        }
    }

    private static LineRead Oversized(out ReadOnlyMemory<byte> line)
    {
        line = default;
        return LineRead.Oversized;
    }

    private static LineRead End(out ReadOnlyMemory<byte> line)
    {
        line = default;
        return LineRead.End;
    }

    private LineRead HalfLine(out ReadOnlyMemory<byte> line)
    {
        line = buffer.AsMemory(start, end - start);
        start = end;
        return LineRead.Unfinished;
    }

    private bool SkipLine()
    {
        do
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                start += newline + 1;
                return true;
            }

            start = end = 0;
        }
        while (Fill());
        return false;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        if (unfinished.Length > 0 || end > 0) unfinished = buffer[..Math.Min(end, LongestQuote)];
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}

/// <summary>What a <see cref="LineReader"/> met.</summary>
public enum LineRead
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A line of more than <see cref="Codec.MaxLine"/> bytes; it was skipped.</summary>
    Oversized,

    /// <summary>Bytes without a newline at the end of the stream.</summary>
    Unfinished,

    /// <summary>The end of the stream.</summary>
    End,
}
