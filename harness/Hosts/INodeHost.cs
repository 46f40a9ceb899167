using PaxosConformance.Hosts.Power;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts;

/// <summary>Makes nodes run, whatever they are made of.</summary>
public interface INodeHost
{
    /// <summary>Whether a node can be killed and started again on its data.</summary>
    bool CanKill { get; }

    /// <summary>Whether a node can be stopped in the middle of what it does, and go on later.</summary>
    bool CanPause { get; }

    /// <summary>Whether a node can be asked to end.</summary>
    bool CanTerminate => false;

    /// <summary>Starts a process that is no node yet: it waits for <c>init</c>.</summary>
    /// <param name="dataDirectory">The directory that is this node's alone; exists.</param>
    /// <param name="listener">Hears what it says, from any thread, one call at a time.</param>
    /// <exception cref="StartFailedException">It could not be started.</exception>
    IRunningNode Start(string dataDirectory, INodeListener listener);

    /// <summary>Why nobody but the node can get at its data; null: they are in its data directory on this machine.</summary>
    string? DataOutOfReach => null;

    /// <summary>A data directory as its node sees it.</summary>
    string SeenByNode(string dataDirectory) => dataDirectory;

    /// <summary>Removes a data directory with what a node that has ended has left there.</summary>
    void DeleteData(string dataDirectory)
    {
        if (Directory.Exists(dataDirectory)) Directory.Delete(dataDirectory, recursive: true);
    }

    /// <summary>The volumes of a run, for data whose power can fail.</summary>
    IVolumes NewVolumes(RunDirectory directory) => new Volumes(directory);

    /// <summary>A network for nodes that carry their messages themselves; null: they reach each other over this machine.</summary>
    INodeNetwork? NewNetwork(IReadOnlyList<string> nodes) => null;
}

/// <summary>A network of nodes that carry their messages themselves, whose links can be cut. It goes when it is disposed of.</summary>
public interface INodeNetwork : IDisposable
{
    /// <summary>Gives a node that is about to be initialised a place to listen, and tells it where it reaches the others.</summary>
    NetworkConfig Place(string id);

    /// <summary>From now on messages travel only over these links.</summary>
    /// <param name="isOpen">Whether what one node says reaches another.</param>
    /// <exception cref="NotSupportedException">Links of this kind cannot be cut like that.</exception>
    void Open(Func<string, string, bool> isOpen);
}

/// <summary>A process of the subject.</summary>
public interface IRunningNode : IAsyncDisposable
{
    /// <summary>Who hears the node from now on.</summary>
    INodeListener Listener { get; set; }

    /// <summary>Whether the process still runs.</summary>
    bool IsRunning { get; }

    /// <summary>The processes that it consists of, as the operating system numbers them; none where it is no process of this machine.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>The last lines that it wrote to stderr.</summary>
    string Stderr { get; }

    /// <summary>The beginning of a line that it has written without ending it; empty where there is none.</summary>
    ReadOnlyMemory<byte> Unfinished => default;

    /// <summary>Why it cannot even be spoken to, as long as that is so.</summary>
    string? Trouble => null;

    /// <summary>Puts it into the network that <c>init</c> is about to tell it of.</summary>
    Task Join(NetworkConfig? network) => Task.CompletedTask;

    /// <summary>Sends a message; does not wait until it is read. A node that has gone gets nothing.</summary>
    void Send(Envelope message);

    /// <summary>Sends a line as it is, newline not included: for what is no message of the protocol.</summary>
    void SendLine(byte[] line);

    /// <summary>Ends its input, once all that was sent is written: nothing more can be sent.</summary>
    void CloseInput()
    {
        // Where a node is not reached by a stream, there is nothing to close.
    }

    /// <summary>
    /// Ends the process at once, as <c>kill -9</c> does, and all that it started. The signal is on its way when the call returns; the task
    /// ends when the process has. Its data stay. Once is enough; twice is no error.
    /// </summary>
    Task Kill();

    /// <summary>Stops the process in the middle of whatever it does, as SIGSTOP does, and all that it started.</summary>
    /// <exception cref="NotSupportedException">The host cannot pause.</exception>
    void Pause();

    /// <summary>Lets a paused process go on; one that is not paused goes on anyway.</summary>
    void Resume();

    /// <summary>Asks the process to end, as SIGTERM does, and kills what has not ended after a while. Its data stay.</summary>
    /// <param name="patience">How long it may take.</param>
    Task Terminate(TimeSpan patience) => Kill();
}

/// <summary>Hears a node.</summary>
public interface INodeListener
{
    /// <summary>It said a line, whatever it is. What it means follows: <see cref="Heard"/> or <see cref="HeardMalformed"/>.</summary>
    /// <param name="line">The line as it came, without its newline; valid during the call.</param>
    void Said(ReadOnlySpan<byte> line)
    {
        // Most who listen want to know what it means.
    }

    /// <summary>It said something.</summary>
    void Heard(Envelope message);

    /// <summary>It said something that is no message of the protocol.</summary>
    /// <param name="line">What it said, shortened.</param>
    /// <param name="fault">What is wrong with it.</param>
    void HeardMalformed(string line, string fault);

    /// <summary>It ended by itself.</summary>
    /// <param name="how">The exit code or signal, in words.</param>
    void Ended(string how);
}

/// <summary>A subject could not be started.</summary>
public sealed class StartFailedException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether the node ran, and its process ended by itself.</summary>
    public bool EndedItself { get; init; }
}
