using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace PaxosConformance.Containers;

/// <content>Networks, volumes, and what becomes of everything.</content>
internal sealed partial class TestcontainersEngine
{
    /// <inheritdoc/>
    public Task CreateNetwork(NetworkSpec network) => Words(() => Client.Networks.CreateNetworkAsync(new NetworksCreateParameters
    {
        Name = network.Name,
        Driver = "bridge",
        Labels = new Dictionary<string, string>(network.Labels),
        Internal = network.IsInternal,
        IPAM = network.Subnet is null ? null : new IPAM { Driver = "default", Config = [new IPAMConfig { Subnet = network.Subnet }] },

        // Nodes are not to reach each other over the network that the suite reaches them by.
        Options = network.Subnet is null ? new Dictionary<string, string> { ["com.docker.network.bridge.enable_icc"] = "false" } : new Dictionary<string, string>(),
    }));

    /// <inheritdoc/>
    public Task Connect(string network, string container, string address) => Words(() => Client.Networks.ConnectNetworkAsync(network, new NetworkConnectParameters
    {
        Container = container,
        EndpointConfig = new EndpointSettings { IPAMConfig = new EndpointIPAMConfig { IPv4Address = address } },
    }));

    /// <inheritdoc/>
    public Task Disconnect(string network, string container) =>
        Words(() => Client.Networks.DisconnectNetworkAsync(network, new NetworkDisconnectParameters { Container = container, Force = true }));

    /// <inheritdoc/>
    public Task CreateVolume(VolumeSpec volume) => Words(() => Client.Volumes.CreateAsync(new VolumesCreateParameters
    {
        Name = volume.Name,
        Driver = "local",
        Labels = new Dictionary<string, string>(volume.Labels),
        DriverOpts = volume.Device is null ? [] : new Dictionary<string, string> { ["type"] = "ext4", ["device"] = volume.Device, ["o"] = volume.Options! },
    }));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Labelled>> Find(Resource kind, string filter, string label)
    {
        IReadOnlyList<Labelled> found = [];
        await Words(async () => found = kind switch
        {
            Resource.Container => [.. (await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = By(filter) })).Select(one => new Labelled(one.Names[0].TrimStart('/'), one.Labels[label]))],
            Resource.Network => [.. (await Client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = By(filter) })).Select(one => new Labelled(one.Name, one.Labels[label]))],
            _ => [.. ((await Client.Volumes.ListAsync(new VolumesListParameters { Filters = By(filter) })).Volumes ?? []).Select(one => new Labelled(one.Name, one.Labels[label]))],
        });
        return found;
    }

    /// <inheritdoc/>
    public Task Remove(Resource kind, string name) => UnlessOver(() => kind switch
    {
        Resource.Container => Client.Containers.RemoveContainerAsync(name, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }),
        Resource.Network => Client.Networks.DeleteNetworkAsync(name),
        _ => Client.Volumes.RemoveAsync(name),
    });

    private static Dictionary<string, IDictionary<string, bool>> By(string filter) => new() { ["label"] = new Dictionary<string, bool> { [filter] = true } };

    // Whatever goes wrong between here and the engine is told in its own words.
    private async Task Words(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException or InvalidOperationException { InnerException: null }))
        {
            throw new EngineException($"{Name}: {Advice.After(e is DockerApiException api ? Said(api) : e.GetBaseException().Message)}", e);
        }
    }

    // The engine answers {"message": "…"}; what stands between it and us may answer anything.
    private static string Said(DockerApiException refusal)
    {
        try
        {
            return JsonNode.Parse(refusal.ResponseBody ?? "")?["message"]?.GetValue<string>() ?? refusal.Message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return refusal.Message;
        }
    }

    private Task UnlessOver(Func<Task> act) => Words(async () =>
    {
        try
        {
            await act();
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound || e.Message.Contains("is not running", StringComparison.OrdinalIgnoreCase))
        {
            // There is nothing left to end.
        }
    });

    private async Task<T?> UnlessGone<T>(Func<Task<T>> look)
        where T : class
    {
        T? found = null;
        await UnlessOver(async () => found = await look());
        return found;
    }
}
