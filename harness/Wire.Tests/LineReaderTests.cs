using System.Text;

namespace PaxosConformance.Wire.Tests;

public sealed class LineReaderTests
{
    [Test]
    public void Lines_are_the_same_however_the_bytes_are_chunked([Range(1, 16)] int chunk)
    {
        var lines = ReadAll("one\n\ntwo\r\n\r\nżółw\nthe end\n", chunk);

        Assert.That(lines, Is.EqualTo("Line one|Line two|Line żółw|Line the end|End "));
    }

    [Test]
    public void A_last_line_without_a_newline_is_unfinished([Range(1, 8)] int chunk) =>
        Assert.That(ReadAll("one\nhalf", chunk), Is.EqualTo("Line one|Unfinished half|End "));

    [Test]
    public void An_empty_stream_ends_at_once() => Assert.That(ReadAll("", 1), Is.EqualTo("End "));

    [Test]
    public void A_line_of_the_longest_length_is_read()
    {
        var line = new string('x', Codec.MaxLine);

        Assert.That(ReadAll(line + "\nnext\n", 4096), Is.EqualTo("Line " + line + "|Line next|End "));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3 * Codec.MaxLine)]
    public void A_longer_line_is_skipped_and_the_next_is_read(int excess) => Assert.That(
        ReadAll("first\n" + new string('x', Codec.MaxLine + excess) + "\nnext\n", 65_537),
        Is.EqualTo("Line first|Oversized |Line next|End "));

    [Test]
    public void A_longer_line_does_not_fill_the_memory()
    {
        var reader = new LineReader(new Endless());

        // A reader that kept what it skips would need 256 MiB for this.
        var before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read(out _);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 * Codec.MaxLine));
    }

    private static string ReadAll(string text, int chunk)
    {
        var reader = new LineReader(new Chunked(Encoding.UTF8.GetBytes(text), chunk));
        var all = new List<string>();
        LineRead read;
        do
        {
            read = reader.Read(out var line);
            all.Add($"{read} {Encoding.UTF8.GetString(line.Span)}");
        }
        while (read != LineRead.End);
        return string.Join('|', all);
    }

    private sealed class Chunked(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }

    private sealed class Endless : MemoryStream
    {
        private long left = 256L * Codec.MaxLine;

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(left, count);
            buffer.AsSpan(offset, count).Fill((byte)'x');
            left -= count;
            return count;
        }
    }
}
