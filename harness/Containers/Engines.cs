using PaxosConformance.Containers.CommandLine;
using PaxosConformance.Hosts;

namespace PaxosConformance.Containers;

/// <summary>The container engines that can be asked for.</summary>
public static class Engines
{
    /// <summary>An engine by its name.</summary>
    /// <param name="name">The program of one with a docker-compatible command line, such as <c>podman</c>; null: the first of docker, podman and nerdctl that is in PATH.</param>
    /// <exception cref="StartFailedException">There is none.</exception>
    public static IContainerEngine Named(string? name)
    {
        try
        {
            return new CommandLineEngine(name);
        }
        catch (EngineException e)
        {
            throw new StartFailedException(e.Message, e);
        }
    }
}
