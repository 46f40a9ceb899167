using PaxosConformance.Annotations;

namespace Samples;

public sealed class Acceptor(ILog log, IPeer peer)
{
    [Durable] private int promised;

    public void PersistBeforeReply(int ballot)
    {
        promised = ballot;
        log.Append(promised);
        peer.SendPromise(ballot);
    }

    public void PersistOnAllPaths(int ballot)
    {
        if (ballot < promised)
        {
            peer.SendRefusal(ballot);
            return;
        }

        promised = ballot;
        log.Append(promised);
        peer.SendPromise(ballot);
    }

    public async Task PersistAwaited(int ballot)
    {
        promised = ballot;
        await log.AppendAsync(promised);
        peer.SendPromise(ballot);
    }

    public void PersistFailureEndsTheProcess(int ballot)
    {
        promised = ballot;
        try
        {
            log.Append(promised);
        }
        catch (IOException e)
        {
            Environment.FailFast("the log took no write", e);
        }

        peer.SendPromise(ballot);
    }

    public void DeferredReplyIsGated(int ballot)
    {
        promised = ballot;
        log.Append(promised);
        _ = Task.Run(() => peer.SendPromise(ballot));
    }
}
