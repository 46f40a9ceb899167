namespace PaxosConformance.Wire;

/// <summary>The error codes of the protocol, which are Maelstrom's. A definite error means that the request had no effect and never will.</summary>
public static class ErrorCode
{
    /// <summary>No answer in time. Indefinite: the request may have taken effect, or may still.</summary>
    public const int Timeout = 0;

    /// <summary>The node does not know this kind of request. Definite.</summary>
    public const int NotSupported = 10;

    /// <summary>The node cannot serve requests now. Definite.</summary>
    public const int Unavailable = 11;

    /// <summary>The request is not well formed. Definite.</summary>
    public const int Malformed = 12;

    /// <summary>The node failed at the request. Indefinite.</summary>
    public const int Crash = 13;

    /// <summary>The node refuses the request. Definite.</summary>
    public const int Abort = 14;

    /// <summary>Whether the error says for certain that the request had no effect.</summary>
    public static bool IsDefinite(int code) => code is not (Timeout or Crash);
}
