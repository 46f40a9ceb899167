using PaxosConformance.Annotations;

namespace Paxos;

/// <summary>
/// The proof that <see cref="Value"/> is on stable storage and survives a loss of power. Only a
/// <see cref="StableStorage{T}"/> can make one, so what asks for a <c>Durable</c> cannot be reached too early.
/// </summary>
public sealed class Durable<T>
{
    internal Durable(T value) => Value = value;

    /// <summary>What was made durable.</summary>
    public T Value { get; }
}

/// <summary>Stable storage in the sense of Paxos Made Simple 2.5: what it vouches for is read back after any crash.</summary>
public abstract class StableStorage<T> : IDisposable
{
    /// <summary>What was recovered when the storage was opened, or the initial state. Durable by then.</summary>
    public abstract Durable<T> Recovered { get; }

    /// <summary>
    /// Makes the states durable, in this order, in one step (group commit). When it returns, a loss of power keeps the last one.
    /// </summary>
    /// <returns>A proof for each state, in the same order.</returns>
    /// <exception cref="StorageFailedException">
    /// The device failed. The storage is of no more use: nothing may be answered on its word, and a retry proves nothing (P-DUR-10).
    /// </exception>
    [Persists]
    public abstract IReadOnlyList<Durable<T>> Persist(IReadOnlyList<T> states);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>For implementations: states that <paramref name="state"/> is on stable storage now.</summary>
    [Replies]
    protected static Durable<T> Vouch(T state) => new(state);
}

/// <summary>Stable storage did not take a write. The only safe way on is to end the process and recover (P-DUR-10).</summary>
public sealed class StorageFailedException(string message, Exception cause) : Exception(message, cause);
