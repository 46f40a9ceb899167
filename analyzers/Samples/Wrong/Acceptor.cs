using PaxosConformance.Annotations;

namespace Samples;

public sealed class Acceptor(ILog log, IPeer peer, bool syncWrites)
{
    [Durable] private int promised;

    // PAX1001: the log comes after the promise.
    public void ReplyBeforePersist(int ballot)
    {
        promised = ballot;
        peer.SendPromise(ballot);
        log.Append(promised);
    }

    // PAX1002: with the option off, nothing is persisted.
    public void ReplyMayPrecedePersist(int ballot)
    {
        promised = ballot;
        if (syncWrites) log.Append(promised);
        peer.SendPromise(ballot);
    }

    // PAX1003: nobody waits for the log.
    public async Task PersistNotAwaited(int ballot)
    {
        promised = ballot;
        _ = log.AppendAsync(promised);
        peer.SendPromise(ballot);
        await Task.Yield();
    }

    // PAX1004: a failed disk is noted, and the promise is made.
    public void PersistFailureSwallowed(int ballot)
    {
        promised = ballot;
        try
        {
            log.Append(promised);
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(e);
        }

        peer.SendPromise(ballot);
    }

    // PAX1005: the second fsync succeeds without writing what the first lost.
    public void RetryAfterFailedPersist()
    {
        try
        {
            log.Append(promised);
        }
        catch (IOException)
        {
            log.Append(promised);
        }
    }

    // PAX1006: the task may run before the next line.
    public void DeferredReplyEscapes(int ballot)
    {
        promised = ballot;
        _ = Task.Run(() => peer.SendPromise(ballot));
        log.Append(promised);
    }
}
