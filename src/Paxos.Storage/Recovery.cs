namespace Paxos.Storage;

/// <summary>Reads a log file back and tells a torn tail from damage; FORMAT.md says how and why.</summary>
internal sealed class Recovery
{
    private readonly string name;
    private readonly byte[] file;
    private readonly Header header;

    private Recovery(string name, byte[] file)
    {
        this.name = name;
        this.file = file;
        header = Header.ReadFrom(file, name);
    }

    /// <summary>The last state that was written whole.</summary>
    /// <exception cref="LogDamagedException">Something that was durable once is not there any more.</exception>
    public static StableState LastState(string name, byte[] file) => new Recovery(name, file).LastState();

    private StableState LastState()
    {
        var records = WholePairs(out var end);
        if (LastHalfPair(end, (ulong)records.Count) is { } half) records.Add(half);

        // The first record was durable before the file got its name.
        if (records.Count == 0) throw Damaged(end, "the first record is missing: neither of its copies has the right checksum");
        return Decode(records[^1]);
    }

    /// <summary>The records from the beginning on of which both copies are good. All of them were durable, except perhaps the last.</summary>
    private List<Record> WholePairs(out long end)
    {
        var records = new List<Record>();
        end = Header.Size;
        while (ReadPair(end, (ulong)records.Count) is { } record)
        {
            records.Add(record);
            end += 2L * record.Size;
        }

        return records;
    }

    private Record? ReadPair(long offset, ulong sequence)
    {
        var first = ReadRecord(offset);
        var second = first is null ? null : ReadRecord(offset + first.Size);
        return first?.Sequence == sequence && second?.Sequence == sequence ? first : null;
    }

    /// <summary>
    /// What the last write left behind where the whole pairs end. One good copy is enough, since it is the last write, torn or not; none at
    /// all is a torn write that nobody was told of.
    /// </summary>
    /// <exception cref="LogDamagedException">There was a later write, so this one was durable when it began.</exception>
    private Record? LastHalfPair(long end, ulong sequence)
    {
        if (GoodRecords(end).ToList() is not [var record, .. var more]) return null;

        var isFirst = record.Offset == end;
        var isCopy = record.Sequence == sequence && (isFirst || record.Offset == end + record.Size);
        var pairEnd = end + 2L * record.Size;
        if (isCopy && more.Count == 0 && IsBlank(pairEnd)) return record;

        var bad = isCopy && isFirst ? end + record.Size : end;
        throw Damaged(bad, $"record {sequence} has a wrong checksum, though a later write follows it, so it was durable once");
    }

    private IEnumerable<Record> GoodRecords(long from)
    {
        for (var offset = from; offset < file.Length; offset += Layout.Block)
        {
            if (ReadRecord(offset) is { } record) yield return record;
        }
    }

    private bool IsBlank(long from) => file.AsSpan((int)Math.Min(from, file.Length)).IndexOfAnyExcept((byte)0) < 0;

    private Record? ReadRecord(long offset) => offset < file.Length ? Record.ReadFrom(file, offset, header.Salt) : null;

    private StableState Decode(Record record)
    {
        try
        {
            return StateCodec.Decode(record.State);
        }
        catch (InvalidDataException cause)
        {
            throw Damaged(record.Offset, $"record {record.Sequence} has the right checksum but does not hold a state: {cause.Message}");
        }
    }

    private LogDamagedException Damaged(long offset, string finding) => new(name, offset, finding);
}
