namespace PaxosConformance.Containers;

/// <summary>
/// A container engine: the few things that the suite asks of one. Names are the caller's; everything that is made bears the caller's labels,
/// so that it is found again. Every call throws <see cref="EngineException"/> where the engine refuses, with the engine's own words.
/// </summary>
public interface IContainerEngine : IDisposable
{
    /// <summary>What it is, for people: <c>docker</c>.</summary>
    string Name { get; }

    /// <summary>Makes sure that the engine is there and may be used.</summary>
    Task Greet();

    /// <summary>What an image says of itself; null where the engine does not have it.</summary>
    Task<ImageFacts?> FindImage(string image);

    /// <summary>Gets an image from its registry.</summary>
    Task Pull(string image);

    /// <summary>Builds an image out of a directory with a Dockerfile.</summary>
    /// <returns>What the build said.</returns>
    Task Build(string directory, string tag);

    /// <summary>Makes a network.</summary>
    Task CreateNetwork(NetworkSpec network);

    /// <summary>Puts a container into one more network, at an address.</summary>
    Task Connect(string network, string container, string address);

    /// <summary>Takes a container out of a network, at once and without a word to anybody.</summary>
    Task Disconnect(string network, string container);

    /// <summary>Makes a volume, unless there is one of this name.</summary>
    Task CreateVolume(VolumeSpec volume);

    /// <summary>Starts a container. Where that fails none is left.</summary>
    Task Start(ContainerSpec container);

    /// <summary>The port of this machine on which a container's port is published; null as long as there is none.</summary>
    Task<int?> PublishedPort(string container, int port);

    /// <summary>How a container is; null where there is none of this name.</summary>
    Task<ContainerState?> State(string container);

    /// <summary>The last lines that a container has written, to stderr if it wrote there, otherwise to stdout.</summary>
    Task<string> Logs(string container);

    /// <summary>Ends a container by SIGKILL, a paused one too. One that has ended is no error.</summary>
    Task Kill(string container);

    /// <summary>Ends a container by SIGTERM, and by SIGKILL after a while.</summary>
    Task Stop(string container, TimeSpan patience);

    /// <summary>Freezes a container.</summary>
    Task Pause(string container);

    /// <summary>Lets a frozen container go on.</summary>
    Task Unpause(string container);

    /// <summary>The names of everything of a kind that bears a label.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="filter">The label and its value, as <c>label=value</c>.</param>
    /// <param name="label">The label whose value is wanted with each name.</param>
    Task<IReadOnlyList<Labelled>> Find(Resource kind, string filter, string label);

    /// <summary>Removes something, a container even if it runs. What is not there is no error.</summary>
    Task Remove(Resource kind, string name);
}

/// <summary>What an engine keeps.</summary>
public enum Resource
{
    /// <summary>A container.</summary>
    Container,

    /// <summary>A network; nobody may be in it when it is removed.</summary>
    Network,

    /// <summary>A volume; nobody may use it when it is removed.</summary>
    Volume,
}

/// <summary>Something with a label.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value of the label.</param>
public sealed record Labelled(string Name, string Value);

/// <summary>What an image says of itself.</summary>
/// <param name="Ports">The TCP ports that it exposes.</param>
/// <param name="Volumes">The directories that it declares as volumes.</param>
public sealed record ImageFacts(IReadOnlyList<int> Ports, IReadOnlyList<string> Volumes);

/// <summary>A network to make.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Subnet">Its addresses, as <c>10.64.0.0/29</c>; null: as the engine likes.</param>
public sealed record NetworkSpec(string Name, IReadOnlyDictionary<string, string> Labels, string? Subnet = null)
{
    /// <summary>Whether nothing leaves it for the world.</summary>
    public bool IsInternal => Subnet is not null;
}

/// <summary>A volume to make.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Device">The block device with its ext4 file system; null: a directory of the engine.</param>
/// <param name="Options">The options that it is mounted with.</param>
public sealed record VolumeSpec(string Name, IReadOnlyDictionary<string, string> Labels, string? Device = null, string? Options = null);

/// <summary>A container to start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">Its image, which the engine has.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Network">The network that its port is published from.</param>
/// <param name="Port">The port to publish, on the loopback interface of this machine.</param>
public sealed record ContainerSpec(string Name, string Image, IReadOnlyDictionary<string, string> Labels, string Network, int Port)
{
    /// <summary>Variables of its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The volume that is mounted, and where; null: none.</summary>
    public (string Name, string Path)? Volume { get; init; }

    /// <summary>What its kernel is told of the network.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>();

    /// <summary>The words that replace the image's command; none: the image's own.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether it may make loop devices and mount file systems, as root of the engine's machine may. It is not made privileged: it may do nothing else.</summary>
    public bool MayMount { get; init; }
}

/// <summary>How a container is.</summary>
/// <param name="IsRunning">Whether its process runs, or is frozen.</param>
/// <param name="ExitCode">The exit code, where it has ended; above 128 a signal.</param>
/// <param name="RanOutOfMemory">Whether it was killed for the memory that it took.</param>
public sealed record ContainerState(bool IsRunning, int ExitCode, bool RanOutOfMemory)
{
    /// <summary>How it ended, in words.</summary>
    public string End => RanOutOfMemory ? "was killed, since it took more memory than it may"
        : ExitCode > 128 ? $"ended by signal {ExitCode - 128}"
        : $"exited with code {ExitCode}";
}

/// <summary>An engine refused, or is not there.</summary>
public sealed class EngineException(string message, Exception? cause = null) : Exception(message, cause);
