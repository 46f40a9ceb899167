using PaxosConformance.Annotations;

namespace Samples;

public sealed class FileLog(FileStream file, bool syncWrites) : ILog
{
    [Durable] private int voted;

    // PAX2003: SQLite answers before the data is on disk.
    public string OnOpen => $"PRAGMA synchronous=OFF; -- {voted}";

    // PAX3002: the contract of ILog is not repeated. PAX2001: the bytes get as far as the operating system.
    public void Append(int promised)
    {
        file.Write(BitConverter.GetBytes(promised));
        file.Flush();
    }

    // PAX3001: with the option off, nothing is persisted.
    [Persists]
    public async Task AppendAsync(int promised)
    {
        await file.WriteAsync(BitConverter.GetBytes(promised));
        if (syncWrites) file.Flush(flushToDisk: true);
    }

    // PAX2002, twice: neither the file nor its directory is synced.
    [Persists]
    public static void Replace(byte[] state)
    {
        File.WriteAllBytes("state.tmp", state);
        File.Move("state.tmp", "state", overwrite: true);
    }

    // PAX9002: no reason, no waiver.
    [Waived("PAX2001", "")]
    public void Close(int vote)
    {
        voted = vote;
        file.Dispose();
    }
}
