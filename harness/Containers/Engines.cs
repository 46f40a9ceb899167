using PaxosConformance.Containers.CommandLine;
using PaxosConformance.Hosts;

namespace PaxosConformance.Containers;

/// <summary>The container engines that can be asked for.</summary>
public static class Engines
{
    private const string Testcontainers = "testcontainers";

    /// <summary>An engine by its name.</summary>
    /// <param name="name">
    /// <c>testcontainers</c>, or the program of one with a docker-compatible command line, such as <c>podman</c>. Null: Testcontainers where the suite was
    /// built with it, otherwise the first of docker, podman and nerdctl that is in PATH.
    /// </param>
    /// <exception cref="StartFailedException">There is none.</exception>
    public static IContainerEngine Named(string? name)
    {
#if HAS_TESTCONTAINERS
        if (name is null or Testcontainers) return new TestcontainersEngine();
#else
        if (name is Testcontainers) throw new StartFailedException("'testcontainers' is not in this build of the suite: its packages could not be restored; name docker, podman or nerdctl");
#endif
        try
        {
            return new CommandLineEngine(name);
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"could not be given a container: {e.Message}", e);
        }
    }
}
