namespace Paxos.Node;

/// <summary>What the exit code of the process means.</summary>
internal static class ExitCode
{
    /// <summary>The configuration or the log does not let the node start.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>Stable storage failed (EX_IOERR).</summary>
    public const int StorageFailed = 74;
}
