using PaxosConformance.Hosts;

namespace PaxosConformance.Containers;

/// <summary>Where the image of the nodes comes from, as the user says it.</summary>
/// <param name="Image">Its name; null: what <paramref name="Build"/> makes.</param>
/// <param name="Build">A directory with a Dockerfile; null: the image is there, or its registry has it.</param>
public sealed record ImageSource(string? Image, string? Build = null)
{
    /// <summary>The port on which its nodes listen; null: the one that it exposes.</summary>
    public int? Port { get; init; }

    /// <summary>Variables added to the environment of the nodes.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>An image that the engine has, and what has to be known of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">The port on which its nodes listen for the suite.</param>
/// <param name="DataDirectory">Where its nodes keep their data: the one volume that it declares, otherwise <c>/data</c>.</param>
/// <param name="Environment">Variables added to the environment of the nodes.</param>
internal sealed record ContainerImage(string Name, int Port, string DataDirectory, IReadOnlyDictionary<string, string> Environment)
{
    private const string UsualDataDirectory = "/data";

    // One name for all, whoever builds: the engine keeps what it has built, and builds only what has changed.
    private const string Built = "paxos-conformance-subject";

    /// <summary>Builds or pulls the image if need be, and reads what it says of itself.</summary>
    /// <exception cref="StartFailedException">It cannot be had, or does not say on which port its nodes listen.</exception>
    public static async Task<ContainerImage> Get(IContainerEngine engine, ImageSource source)
    {
        var name = source.Image ?? Built;
        if (source.Build is not null) await Build(engine, source.Build, name);
        var facts = await engine.FindImage(name) ?? await Pulled(engine, name);
        return new ContainerImage(name, source.Port ?? PortOf(facts, name), facts.Volumes is [var only] ? only.TrimEnd('/') : UsualDataDirectory, source.Environment);
    }

    private static int PortOf(ImageFacts facts, string name) => facts.Ports switch
    {
        [var only] => only,
        [] => throw new StartFailedException($"'{name}' is an image that exposes no TCP port: its nodes must listen for the suite, so EXPOSE their port in its Dockerfile, or name it with --port"),
        _ => throw new StartFailedException($"'{name}' is an image that exposes several TCP ports ({string.Join(", ", facts.Ports)}): name the one on which its nodes listen for the suite with --port"),
    };

    private static async Task<ImageFacts> Pulled(IContainerEngine engine, string name)
    {
        try
        {
            await engine.Pull(name);
            return await engine.FindImage(name) ?? throw new EngineException("it is still not there");
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"'{name}' is an image that {engine.Name} does not have, and cannot get: build it, or correct its name\n{e.Message}", e);
        }
    }

    private static async Task Build(IContainerEngine engine, string directory, string tag)
    {
        try
        {
            await engine.Build(directory, tag);
        }
        catch (EngineException e)
        {
            throw new StartFailedException($"'{directory}' could not be built into an image:\n{e.Message}", e);
        }
    }
}
