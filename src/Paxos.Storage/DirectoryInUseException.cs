namespace Paxos.Storage;

/// <summary>Another node, in this process or another, keeps its log in the directory.</summary>
public sealed class DirectoryInUseException(string directory, Exception? cause = null) : IOException(
    $"{directory}: another node is running on this directory. Stop it, or give this node a directory of its own.", cause)
{
    /// <summary>The directory.</summary>
    public string Directory { get; } = directory;
}
