namespace PaxosConformance.Containers;

/// <summary>What to do about the troubles that engines have most often, told behind their own words.</summary>
internal static class Advice
{
    private static readonly (string Said, string Advice)[] Known =
    [
        ("permission denied while trying to connect", "this user may not use the engine's socket: run as root, or join the socket's group (usermod -aG docker NAME, then log in anew)"),
        ("dial unix", "the engine does not run: start it (systemctl start docker, or dockerd), or say where it is with DOCKER_HOST"),
        ("cannot connect to the", "the engine does not run: start it (systemctl start docker, or dockerd), or say where it is with DOCKER_HOST"),
        ("no space left on device", "the engine's disk is full: make room (docker system prune)"),
        ("port is already allocated", "another program or container has the port: end it, or let the engine choose another by running again"),
        ("address already in use", "another program or container has the port: end it, or let the engine choose another by running again"),
        ("client version", "the engine is older than the program that asks it: set DOCKER_API_VERSION to what the engine speaks"),
    ];

    /// <summary>The engine's words, and behind them what to do, where that is known.</summary>
    public static string After(string said)
    {
        // A refusal at the socket names the socket's address too: the first that fits is the closest.
        var known = Known.FirstOrDefault(known => said.Contains(known.Said, StringComparison.OrdinalIgnoreCase));
        return known.Advice is null ? said : $"{said}\n{known.Advice}";
    }
}
