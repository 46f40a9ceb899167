using System.Net.Sockets;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using Version = System.Version;

namespace PaxosConformance.Containers;

/// <summary>Where the engine is, and which version of its API Testcontainers is to speak with it.</summary>
internal static class EngineEndpoint
{
    private const string HostVariable = "DOCKER_HOST";
    private const string VersionVariable = "DOCKER_API_VERSION";

    // What Testcontainers speaks unless it is told otherwise; the oldest engines that do all that is asked of them speak 1.41.
    private static readonly Version Usual = new(1, 44);

    /// <summary>
    /// Finds the engine where the docker command would, and otherwise where Testcontainers does. Testcontainers reads the environment once, and fits
    /// its version to no engine: what the engine speaks is put there first, unless the user has.
    /// </summary>
    /// <exception cref="EngineException">There is none, or not the one that the user named.</exception>
    public static async Task<IDockerEndpointAuthenticationConfiguration> Find()
    {
        var named = Environment.GetEnvironmentVariable(HostVariable);
        using var anyVersion = new DockerClientBuilder().Build();
        var usual = anyVersion.Options.Endpoint;
        Exception? refusal = null;
        try
        {
            var speaks = await anyVersion.System.GetVersionAsync();
            Environment.SetEnvironmentVariable(VersionVariable, Environment.GetEnvironmentVariable(VersionVariable) ?? Fitting(speaks.APIVersion, speaks.MinAPIVersion));
            Environment.SetEnvironmentVariable(HostVariable, named ?? usual.OriginalString);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It may want a certificate, or be where only Testcontainers looks.
            refusal = e;
        }

        var found = TestcontainersSettings.OS.DockerEndpointAuthConfig;
        if (found is null || refusal is not null && named is not null && found.Endpoint != new Uri(named))
            throw new EngineException($"testcontainers: {Advice.After(Unreachable(usual, refusal))}", refusal);
        return found;
    }

    private static string? Fitting(string? newest, string? oldest) =>
        Version.TryParse(newest, out var upTo) && upTo < Usual ? newest
        : Version.TryParse(oldest, out var from) && from > Usual ? oldest
        : null;

    private static string Unreachable(Uri endpoint, Exception? refusal) => refusal?.GetBaseException() switch
    {
        _ when endpoint.Scheme == "unix" && !File.Exists(endpoint.LocalPath) => $"cannot connect to the engine at {endpoint.OriginalString}: there is no such socket",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"permission denied while trying to connect to the engine at {endpoint.OriginalString}",
        var cause => $"cannot connect to the engine at {endpoint.OriginalString}: {cause?.Message ?? "it was not found"}",
    };
}
