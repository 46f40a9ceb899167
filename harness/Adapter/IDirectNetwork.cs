using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>Carries messages between nodes without the harness.</summary>
internal interface IDirectNetwork : IDisposable
{
    /// <summary>Sends a message to a peer; it may be lost.</summary>
    /// <returns>False if the receiver is no peer.</returns>
    bool TrySend(Envelope message);
}

/// <summary>A network that cannot be as init wants it.</summary>
/// <param name="code">The error code to answer init with.</param>
/// <param name="message">What is wrong, with the place in the message.</param>
internal sealed class NetworkException(int code, string message) : Exception(message)
{
    public int Code => code;
}
