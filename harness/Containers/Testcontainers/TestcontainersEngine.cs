using System.Globalization;
using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace PaxosConformance.Containers;

/// <summary>An engine by its API: Testcontainers makes images and containers, and what it has no word for is asked of Docker.DotNet.</summary>
/// <remarks>What is left by runs that were killed is removed by labels, with the reaper of Testcontainers or without: its image need not be had.</remarks>
internal sealed partial class TestcontainersEngine : IContainerEngine
{
    private DockerClient? client;

    /// <inheritdoc/>
    public string Name => "testcontainers";

    private DockerClient Client => client ?? throw new InvalidOperationException("the engine has not been greeted");

    /// <inheritdoc/>
    public Task Greet() => Words(async () =>
    {
        var endpoint = await EngineEndpoint.Find();
        client = endpoint.GetDockerClientBuilder(Guid.Empty).Build();
        await client.System.PingAsync();
    });

    /// <inheritdoc/>
    public async Task<ImageFacts?> FindImage(string image) => await UnlessGone(async () =>
    {
        var config = (await Client.Images.InspectImageAsync(image)).Config;
        return new ImageFacts(
            [.. (config?.ExposedPorts?.Keys ?? []).Where(port => port.EndsWith("/tcp", StringComparison.Ordinal)).Select(port => int.Parse(port.Split('/')[0], CultureInfo.InvariantCulture))],
            [.. config?.Volumes?.Keys ?? []]);
    });

    /// <inheritdoc/>
    public Task Pull(string image) => Words(async () =>
    {
        var tag = image.Contains('@') || image.LastIndexOf(':') > image.LastIndexOf('/') ? null : "latest";
        var told = new PullTold();
        await Client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = image, Tag = tag }, null, told);
        if (told.Error is not null) throw new EngineException($"{Name}: {Advice.After(told.Error)}");
    });

    /// <inheritdoc/>
    public Task Build(string directory, string tag) => Words(() => new ImageFromDockerfileBuilder()
        .WithDockerfileDirectory(Path.GetFullPath(directory))
        .WithName(tag)
        .WithCleanUp(false)
        .WithDeleteIfExists(false)
        .WithLogger(NullLogger.Instance)
        .Build()
        .CreateAsync());

    /// <inheritdoc/>
    public Task Start(ContainerSpec container) => Words(async () =>
    {
        var builder = new ContainerBuilder(container.Image)
            .WithName(container.Name)
            .WithNetwork(container.Network)
            .WithEnvironment(container.Environment)
            .WithImagePullPolicy(PullPolicy.Never)
            .WithCleanUp(false)
            .WithLogger(NullLogger.Instance)
            .WithCreateParameterModifier(parameters => Complete(parameters, container));
        foreach (var (name, value) in container.Labels) builder = builder.WithLabel(name, value);
        if (container.Volume is var (volume, path)) builder = builder.WithVolumeMount(volume, path);
        if (container.Arguments.Count > 0) builder = builder.WithCommand([.. container.Arguments]);
        try
        {
            await builder.Build().StartAsync();
        }
        catch
        {
            await Remove(Resource.Container, container.Name);
            throw;
        }
    });

    /// <inheritdoc/>
    public async Task<int?> PublishedPort(string container, int port)
    {
        var ports = (await UnlessGone(() => Client.Containers.InspectContainerAsync(container)))?.NetworkSettings?.Ports;
        return ports is not null && ports.TryGetValue($"{port}/tcp", out var bound) && bound is [var first, ..] ? int.Parse(first.HostPort, CultureInfo.InvariantCulture) : null;
    }

    /// <inheritdoc/>
    public async Task<ContainerState?> State(string container) =>
        (await UnlessGone(() => Client.Containers.InspectContainerAsync(container)))?.State is { } state ? new ContainerState(state.Running, (int)state.ExitCode, state.OOMKilled) : null;

    /// <inheritdoc/>
    public async Task<string> Logs(string container) => await UnlessGone(async () =>
    {
        var stream = await Client.Containers.GetContainerLogsAsync(container, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = "40" });
        var (output, error) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        return (error.Length > 0 ? error : output).Trim();
    }) ?? "";

    /// <inheritdoc/>
    public Task Kill(string container) => UnlessOver(() => Client.Containers.KillContainerAsync(container, new ContainerKillParameters()));

    /// <inheritdoc/>
    public Task Stop(string container, TimeSpan patience) =>
        UnlessOver(() => Client.Containers.StopContainerAsync(container, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(patience.TotalSeconds) }));

    /// <inheritdoc/>
    public Task Pause(string container) => Words(() => Client.Containers.PauseContainerAsync(container));

    /// <inheritdoc/>
    public Task Unpause(string container) => Words(() => Client.Containers.UnpauseContainerAsync(container));

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();

    private static void Complete(CreateContainerParameters parameters, ContainerSpec container)
    {
        // A process that is the first of its container is deaf to SIGTERM unless it handles it.
        var host = parameters.HostConfig!;
        host.Init = true;
        host.Sysctls = new Dictionary<string, string>(container.Sysctls);

        // Testcontainers would publish the port on all interfaces, and wait for the ports of a container that has ended meanwhile: what becomes of it is for the caller to find.
        var port = string.Create(CultureInfo.InvariantCulture, $"{container.Port}/tcp");
        parameters.ExposedPorts = new Dictionary<string, EmptyStruct> { [port] = default };
        host.PortBindings = new Dictionary<string, IList<PortBinding>> { [port] = [new PortBinding { HostIP = IPAddress.Loopback.ToString() }] };
        if (!container.MayMount) return;
        parameters.User = "0:0";
        host.CapAdd = ["SYS_ADMIN", "MKNOD"];
        host.SecurityOpt = ["seccomp=unconfined", "apparmor=unconfined"];
        host.Devices = [new DeviceMapping { PathOnHost = "/dev/loop-control", PathInContainer = "/dev/loop-control", CgroupPermissions = "rwm" }];
        host.DeviceCgroupRules = ["b 7:* rmw"];
    }

    /// <summary>A pull that goes wrong on the way says so among its progress.</summary>
    private sealed class PullTold : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value) => Error ??= value.Error?.Message;
    }
}
