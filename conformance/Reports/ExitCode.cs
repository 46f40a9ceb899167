namespace PaxosConformance.Reports;

/// <summary>What the command's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>Everything that was judged was right, and nothing was left open.</summary>
    public const int Conformant = 0;

    /// <summary>A rule was broken.</summary>
    public const int Violation = 1;

    /// <summary>No rule was broken as far as could be judged, but something could not be judged.</summary>
    public const int Inconclusive = 2;

    /// <summary>The arguments or the subject file are wrong (EX_USAGE).</summary>
    public const int BadArguments = 64;

    /// <summary>The subject could not be started (EX_UNAVAILABLE).</summary>
    public const int NotStarted = 69;

    /// <summary>The suite itself failed (EX_SOFTWARE).</summary>
    public const int OwnFault = 70;

    /// <summary>The run was ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
