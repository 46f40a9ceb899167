using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PaxosConformance.Containers.CommandLine;

/// <summary>An engine by its docker-compatible command line: docker, podman or nerdctl.</summary>
public sealed class CommandLineEngine : IContainerEngine
{
    private const string LogLines = "40";

    // Loop devices are block devices 7:*; the device that hands them out is character device 10:237.
    private static readonly string[] ToMount =
    [
        "--cap-add", "SYS_ADMIN", "--cap-add", "MKNOD", "--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined",
        "--device", "/dev/loop-control", "--device-cgroup-rule", "b 7:* rmw", "--user", "0:0",
    ];

    private readonly EngineProgram program;

    /// <param name="path">The program; null: the first of docker, podman and nerdctl that is in PATH.</param>
    /// <exception cref="EngineException">There is none.</exception>
    public CommandLineEngine(string? path = null) => program = new EngineProgram(path ?? EngineProgram.Find());

    /// <inheritdoc/>
    public string Name => program.Name;

    private bool IsDocker => program.Name == "docker";

    private bool IsPodman => program.Name == "podman";

    /// <inheritdoc/>
    public Task Greet() => program.Run("version", "--format", "json");

    /// <inheritdoc/>
    public async Task<ImageFacts?> FindImage(string image)
    {
        var (code, output, error) = await program.Try("image", "inspect", image);
        if (code != 0) return error.Contains("no such image", StringComparison.OrdinalIgnoreCase) || error.Contains("not known", StringComparison.OrdinalIgnoreCase) ? null : throw program.Failed(error);
        using var json = JsonDocument.Parse(output);
        var config = json.RootElement[0].GetProperty("Config");
        return new ImageFacts(
            [.. Keys(config, "ExposedPorts").Where(port => port.EndsWith("/tcp", StringComparison.Ordinal)).Select(port => int.Parse(port.Split('/')[0], CultureInfo.InvariantCulture))],
            [.. Keys(config, "Volumes")]);
    }

    /// <inheritdoc/>
    public Task Pull(string image) => program.Run("pull", "--quiet", image);

    /// <inheritdoc/>
    public Task Build(string directory, string tag) => program.Run("build", "--quiet", "--tag", tag, directory);

    /// <inheritdoc/>
    public Task CreateNetwork(NetworkSpec network)
    {
        List<string> arguments = ["network", "create", .. Labels(network.Labels)];
        if (network.Subnet is not null) arguments.AddRange(["--subnet", network.Subnet]);

        // Nobody asks for names, and podman's name server fails where networks come and go. Where docker is on the machine too, its firewall drops
        // what podman's internal networks carry.
        if (IsPodman) arguments.Add("--disable-dns");
        else if (network.IsInternal) arguments.Add("--internal");

        // Nodes are not to reach each other over the network that the suite reaches them by.
        else if (IsDocker) arguments.AddRange(["--opt", "com.docker.network.bridge.enable_icc=false"]);
        return program.Run([.. arguments, network.Name]);
    }

    /// <inheritdoc/>
    public Task Connect(string network, string container, string address) => program.Run("network", "connect", "--ip", address, network, container);

    /// <inheritdoc/>
    public Task Disconnect(string network, string container) => program.Run("network", "disconnect", "--force", network, container);

    /// <inheritdoc/>
    public async Task CreateVolume(VolumeSpec volume)
    {
        List<string> arguments = ["volume", "create", .. Labels(volume.Labels)];
        if (volume.Device is not null) arguments.AddRange(["--opt", "type=ext4", "--opt", $"device={volume.Device}", "--opt", $"o={volume.Options}"]);
        var (code, _, error) = await program.Try([.. arguments, volume.Name]);

        // docker takes a second creation for a look; podman and nerdctl refuse it.
        if (code != 0 && !error.Contains("already exists", StringComparison.OrdinalIgnoreCase)) throw program.Failed(error);
    }

    /// <inheritdoc/>
    public async Task Start(ContainerSpec container)
    {
        List<string> arguments = ["run", "--detach", "--pull", "never", "--name", container.Name, "--network", container.Network, "--publish", $"127.0.0.1::{container.Port}", .. Labels(container.Labels)];

        // A process that is the first of its container is deaf to SIGTERM unless it handles it.
        if (IsDocker) arguments.Add("--init");
        if (container.MayMount) arguments.AddRange(ToMount);
        if (container.Volume is var (volume, path)) arguments.AddRange(["--volume", $"{volume}:{path}"]);
        foreach (var (name, value) in container.Environment) arguments.AddRange(["--env", $"{name}={value}"]);
        foreach (var (name, value) in container.Sysctls) arguments.AddRange(["--sysctl", $"{name}={value}"]);
        try
        {
            await program.Run([.. arguments, container.Image, .. container.Arguments]);
        }
        catch (EngineException)
        {
            // What was made before it failed stays otherwise.
            await Remove(Resource.Container, container.Name);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<int?> PublishedPort(string container, int port)
    {
        var (_, output, _) = await program.Try("port", container, string.Create(CultureInfo.InvariantCulture, $"{port}/tcp"));
        return int.TryParse(output.Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture, out var published) ? published : null;
    }

    /// <inheritdoc/>
    public async Task<ContainerState?> State(string container)
    {
        var (code, output, _) = await program.Try("container", "inspect", container);
        if (code != 0) return null;
        using var json = JsonDocument.Parse(output);
        var state = json.RootElement[0].GetProperty("State");
        return new ContainerState(
            state.GetProperty("Running").GetBoolean() || state.TryGetProperty("Paused", out var paused) && paused.GetBoolean(),
            state.GetProperty("ExitCode").GetInt32(),
            state.TryGetProperty("OOMKilled", out var oom) && oom.GetBoolean());
    }

    /// <inheritdoc/>
    public async Task<string> Logs(string container)
    {
        var (code, output, error) = await program.Try("logs", "--tail", LogLines, container);
        return code != 0 ? "" : error.Length > 0 ? error : output;
    }

    /// <inheritdoc/>
    public async Task Kill(string container)
    {
        var (code, _, error) = await program.Try("kill", container);
        if (code == 0 || IsGone(error)) return;

        // Some engines do not kill what is frozen.
        await program.Try("unpause", container);
        (code, _, error) = await program.Try("kill", container);
        if (code != 0 && !IsGone(error)) throw program.Failed(error);
    }

    /// <inheritdoc/>
    public Task Stop(string container, TimeSpan patience) =>
        program.Run("stop", "--time", Math.Ceiling(patience.TotalSeconds).ToString(CultureInfo.InvariantCulture), container);

    /// <inheritdoc/>
    public Task Pause(string container) => program.Run("pause", container);

    /// <inheritdoc/>
    public Task Unpause(string container) => program.Run("unpause", container);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Labelled>> Find(Resource kind, string filter, string label)
    {
        var name = kind == Resource.Container ? "{{.Names}}" : "{{.Name}}";
        string[] command = kind == Resource.Container ? ["ps", "--all"] : [Word(kind), "ls"];
        var output = await program.Run([.. command, "--filter", $"label={filter}", "--format", $$$"""{{{name}}} {{.Labels}}"""]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new Labelled(line.Split(' ')[0], LabelIn(line, label))).ToList();
    }

    /// <inheritdoc/>
    public async Task Remove(Resource kind, string name)
    {
        var (code, _, error) = await program.Try(kind == Resource.Container ? ["rm", "--force", "--volumes", name] : [Word(kind), "rm", name]);
        if (code != 0 && !IsGone(error)) throw program.Failed(error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The program holds nothing between two calls.
    }

    private static bool IsGone(string error) => error.Contains("no such", StringComparison.OrdinalIgnoreCase) || error.Contains("not found", StringComparison.OrdinalIgnoreCase)
        || error.Contains("is not running", StringComparison.OrdinalIgnoreCase);

    // docker tells labels as a=b,c=d, podman some of them as map[a:b c:d].
    private static string LabelIn(string line, string label) => Regex.Match(line, $@"{Regex.Escape(label)}[=:]([^,\]\s]*)").Groups[1].Value;

    private static string Word(Resource kind) => kind == Resource.Network ? "network" : "volume";

    private static IEnumerable<string> Labels(IReadOnlyDictionary<string, string> labels) => labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" });

    private static IEnumerable<string> Keys(JsonElement config, string name) =>
        config.TryGetProperty(name, out var table) && table.ValueKind == JsonValueKind.Object ? table.EnumerateObject().Select(entry => entry.Name) : [];
}
