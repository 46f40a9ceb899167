using System.Runtime.InteropServices;
using PaxosConformance.Annotations;

namespace Samples;

public sealed class FileLog(FileStream file) : ILog
{
    [Durable] private int voted;

    public string OnOpen => $"PRAGMA synchronous=FULL; -- {voted}";

    [Persists]
    public void Append(int promised)
    {
        file.Write(BitConverter.GetBytes(promised));
        file.Flush(flushToDisk: true);
    }

    [Persists]
    public async Task AppendAsync(int promised)
    {
        await file.WriteAsync(BitConverter.GetBytes(promised));
        file.Flush(flushToDisk: true);
    }

    [Persists]
    public static void Replace(byte[] state)
    {
        using (var temporary = File.Create("state.tmp"))
        {
            temporary.Write(state);
            temporary.Flush(flushToDisk: true);
        }

        File.Move("state.tmp", "state", overwrite: true);
        using var directory = File.OpenHandle(".");
        if (fsync((int)directory.DangerousGetHandle()) != 0) throw new IOException("the directory took no sync");
    }

    public void Close(int vote)
    {
        voted = vote;
        file.Dispose();
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int file);
}
