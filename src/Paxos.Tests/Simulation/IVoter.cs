namespace Paxos.Tests.Simulation;

/// <summary>The acceptor of a simulated node: the real one, or one that is broken on purpose.</summary>
public interface IVoter
{
    AcceptorState State { get; }

    Answer OnPrepare(Prepare prepare);

    Answer OnAccept(Accept accept);
}

/// <summary>The acceptor as it is.</summary>
internal sealed class Honest(AcceptorState recovered) : IVoter
{
    private readonly Acceptor acceptor = new(recovered);

    public AcceptorState State => acceptor.State;

    public Answer OnPrepare(Prepare prepare) => acceptor.OnPrepare(prepare);

    public Answer OnAccept(Accept accept) => acceptor.OnAccept(accept);
}
