using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>
/// What an implementation of Paxos provides to be talked to by the suite. One thread calls it; it need not be thread-safe.
/// </summary>
/// <remarks>
/// The contract is made for group commit: what has arrived is handed over together, so that one write to stable storage can serve it all,
/// and nothing leaves before <see cref="Handle"/> returns. An exception ends the node, and nothing of the batch leaves.
/// </remarks>
public interface IAdapter
{
    /// <summary>
    /// How long from now the implementation waits for nothing but time; null: for ever. When it has passed and no message came,
    /// <see cref="Handle"/> is called with an empty batch.
    /// </summary>
    TimeSpan? Due { get; }

    /// <summary>Handles messages and whatever is due.</summary>
    /// <param name="batch">
    /// The messages in the order of their arrival. An <see cref="InitBody"/> or a <see cref="ResetBody"/> comes alone; an
    /// <see cref="EchoBody"/> never comes. Before an init was answered by init_ok, and after reset_ok, nothing but an init comes.
    /// </param>
    /// <param name="outbox">Takes what is to be sent.</param>
    void Handle(IReadOnlyList<Envelope> batch, Outbox outbox);
}
