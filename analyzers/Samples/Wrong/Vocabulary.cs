using PaxosConformance.Annotations;

namespace Samples;

public interface ILog
{
    [Persists] void Append(int promised);

    [Persists] Task AppendAsync(int promised);
}

public interface IPeer
{
    [Replies] void SendPromise(int ballot);

    [Replies(Negative = true)] void SendRefusal(int ballot);
}

/// <summary>Stands for a class of somebody else, which cannot be annotated.</summary>
public sealed class Journal(FileStream file)
{
    public void Append(byte[] record)
    {
        file.Write(record);
        file.Flush(flushToDisk: true);
    }
}
