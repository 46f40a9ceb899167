namespace Paxos.Storage;

/// <summary>
/// The log is not what was once made durable, so what the node vouched for is not known: it must not start (P-DUR-12).
/// </summary>
public sealed class LogDamagedException(string file, long offset, string finding) : Exception(
    $"{file}, byte {offset}: {finding}. What this node vouched for is not known, so it does not start. Restore the file from this disk's "
    + "mirror, or let a node with a new id take its place; an older copy, or an empty directory, could break promises given under this id.")
{
    /// <summary>The damaged file.</summary>
    public string File { get; } = file;

    /// <summary>The byte at which the damaged part begins.</summary>
    public long Offset { get; } = offset;
}
