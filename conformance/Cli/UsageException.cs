namespace PaxosConformance.Cli;

/// <summary>The user asked for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message);
