using System.Globalization;
using PaxosConformance.Containers.Power;
using PaxosConformance.Hosts;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers;

/// <summary>
/// Nodes as containers of an image, a container each, spoken to over TCP on a published port. Their data are in volumes of the engine. All of
/// it bears the label of the run, and is gone when this is disposed of.
/// </summary>
public sealed class ContainerHost : INodeHost, IAsyncDisposable
{
    // A connection over a link that was cut is given up after about three seconds, as is an attempt at a new one: after the cut nodes find each other soon.
    private static readonly Dictionary<string, string> Sysctls = new() { ["net.ipv4.tcp_retries2"] = "3", ["net.ipv4.tcp_syn_retries"] = "1" };

    private readonly IContainerEngine engine;
    private readonly RunDirectory directory;
    private readonly ContainerImage image;
    private readonly RunLabel label;
    private int containers;

    private ContainerHost(IContainerEngine engine, RunDirectory directory, ContainerImage image)
    {
        this.engine = engine;
        this.directory = directory;
        this.image = image;
        label = new RunLabel(engine, directory.Name);
    }

    /// <inheritdoc/>
    public bool CanKill => true;

    /// <inheritdoc/>
    public bool CanPause => true;

    /// <inheritdoc/>
    public bool CanTerminate => true;

    /// <inheritdoc/>
    public string? DataOutOfReach => "the data of a container are in a volume of its engine, where the suite cannot damage them";

    // The first by name of all networks of a container is the one that its port is published from.
    private string ControlNetwork => $"{directory.Name}-control";

    /// <summary>Gets everything ready, and removes what runs have left that were killed.</summary>
    /// <exception cref="StartFailedException">The engine or the image is not there, or is not what it must be.</exception>
    public static async Task<ContainerHost> Create(IContainerEngine engine, ImageSource source, RunDirectory directory)
    {
        try
        {
            await engine.Greet();
            var host = new ContainerHost(engine, directory, await ContainerImage.Get(engine, source));
            await host.label.RemoveLeftovers();
            await engine.CreateNetwork(new NetworkSpec(host.ControlNetwork, host.label.Labels));
            return host;
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"could not be given a container: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public string SeenByNode(string dataDirectory) => dataDirectory.EndsWith("/data", StringComparison.Ordinal) ? $"{image.DataDirectory}/data" : image.DataDirectory;

    /// <inheritdoc/>
    public IRunningNode Start(string dataDirectory, INodeListener listener)
    {
        var mark = directory.NewMark();
        var environment = new Dictionary<string, string?>();
        mark.Put(environment);
        var spec = new ContainerSpec(
            string.Create(CultureInfo.InvariantCulture, $"{directory.Name}-{Interlocked.Increment(ref containers)}"), image.Name, label.Labels, ControlNetwork, image.Port)
        {
            Environment = image.Environment.Concat(environment.Select(entry => KeyValuePair.Create(entry.Key, entry.Value!))).ToDictionary(),
            Volume = (VolumeName(dataDirectory), image.DataDirectory),
            Sysctls = Sysctls,
        };
        try
        {
            Now(StartOnVolume(spec));
            return new ContainerNode(engine, spec, listener);
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"could not be started as a container of {image.Name}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void DeleteData(string dataDirectory)
    {
        Now(engine.Remove(Resource.Volume, VolumeName(dataDirectory)));
        Directory.Delete(dataDirectory, recursive: true);
    }

    /// <inheritdoc/>
    public IVolumes NewVolumes(RunDirectory directory)
    {
        var holder = new ContainerSpec($"{directory.Name}-power", "", label.Labels, ControlNetwork, PowerImage.Port) { MayMount = true, Volume = ($"{directory.Name}-power", PowerImage.Directory) };
        return new PowerVolumes(engine, holder, VolumeName, directory.Path);
    }

    /// <inheritdoc/>
    public INodeNetwork NewNetwork(IReadOnlyList<string> nodes) => new ContainerNetwork(engine, label.Labels, $"{directory.Name}-link-{Interlocked.Increment(ref containers)}", nodes);

    /// <summary>Removes everything that the run has had the engine make.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await label.RemoveOwn();
        }
        catch (EngineException)
        {
            // The engine has gone. Whatever it has kept is labelled, and the next run removes it.
        }

        engine.Dispose();
    }

    // The engine is asked by programs and sockets; whoever starts nodes does so on a thread that may wait.
    internal static void Now(Task task) => task.GetAwaiter().GetResult();

    private async Task StartOnVolume(ContainerSpec spec)
    {
        await engine.CreateVolume(new VolumeSpec(spec.Volume!.Value.Name, label.Labels));
        await engine.Start(spec);
    }

    private string VolumeName(string dataDirectory) => $"{directory.Name}-{Path.GetRelativePath(directory.Path, dataDirectory).Split('/')[0]}";
}
