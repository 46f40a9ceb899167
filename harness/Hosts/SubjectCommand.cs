namespace PaxosConformance.Hosts;

/// <summary>The command that starts one node of the implementation under test.</summary>
/// <param name="Program">A path, or a name that is looked up in PATH.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record SubjectCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Stands in an argument for the node's own data directory, for adapters that want it on their command line.</summary>
    public const string DataDirectory = "{data}";

    /// <summary>Variables added to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs; null: where the suite runs.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The command as one would type it.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(Shell.Quote));
}

/// <summary>The notation of POSIX shells.</summary>
public static class Shell
{
    /// <summary>A word so that a shell takes it as one.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%*?".Contains(c)) ? word : "'" + word.Replace("'", "'\\''") + "'";
}
