using System.CommandLine;
using PaxosConformance.Containers;
using PaxosConformance.Hosts;

namespace PaxosConformance.Cli;

/// <summary>What the command line says of containers.</summary>
/// <param name="Source">Where the image of the nodes comes from; null: it names none.</param>
/// <param name="Engine">The program of the engine; null: the one that is there.</param>
internal sealed record ContainerOptions(ImageSource? Source, string? Engine)
{
    private static readonly Option<string> ImageOption = new("--image")
    {
        Description = "Judge containers of this image instead of a COMMAND, one for each node. Its nodes listen on the port that it exposes, and keep their data in the volume that it declares, or in /data.",
        HelpName = "IMAGE",
    };

    private static readonly Option<string> BuildOption = new("--build") { Description = "Build the image from the Dockerfile in a directory; --image then names what is built.", HelpName = "DIR" };

    private static readonly Option<int?> PortOption = Port();

    private static readonly Option<string> EngineOption = new("--engine")
    {
        Description = "The container engine: testcontainers, or docker, podman, nerdctl or the path of a program that understands their commands. Default: testcontainers where it is built in, otherwise the first of them that is in PATH.",
        HelpName = "PROGRAM",
    };

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> All { get; } = [ImageOption, BuildOption, PortOption, EngineOption];

    /// <summary>The option that names a subject; null: none does.</summary>
    public string? Named => Source is null ? null : Source.Build is null ? "--image" : "--build";

    /// <summary>The option that names the engine, as one would type it behind others.</summary>
    public string EngineArgument => Engine is null ? "" : $" --engine {Shell.Quote(Engine)}";

    /// <summary>All of it as one would type it.</summary>
    public string Arguments => string.Join(' ', new[]
    {
        Source?.Build is { } directory ? $"--build {Shell.Quote(directory)}" : null,
        Source?.Image is { } image ? $"--image {Shell.Quote(image)}" : null,
        Source?.Port is { } port ? $"--port {port}" : null,
    }.OfType<string>()) + EngineArgument;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">What belongs to an image is given without one, or the directory is none to build from.</exception>
    public static ContainerOptions From(ParseResult parsed)
    {
        var (image, build, port) = (parsed.GetValue(ImageOption), parsed.GetValue(BuildOption), parsed.GetValue(PortOption));
        if (build is not null) CheckDirectory("--build", build);
        if (port is not null && image is null && build is null) throw new UsageException("--port needs --image or --build: it is the port on which nodes in containers listen");
        return new ContainerOptions(image is null && build is null ? null : new ImageSource(image, build) { Port = port }, parsed.GetValue(EngineOption));
    }

    /// <summary>Makes sure that an image can be built from a directory.</summary>
    /// <exception cref="UsageException">It has no Dockerfile; the message begins with <paramref name="what"/>.</exception>
    public static void CheckDirectory(string what, string directory)
    {
        if (!Directory.Exists(directory)) throw new UsageException($"{what} {directory}: there is no such directory");
        if (!File.Exists(Path.Combine(directory, "Dockerfile")) && !File.Exists(Path.Combine(directory, "Containerfile")))
            throw new UsageException($"{what} {directory}: there is no Dockerfile in it");
    }

    private static Option<int?> Port()
    {
        var option = new Option<int?>("--port") { Description = "The port on which the nodes of the image listen, where it exposes none or several. 1 to 65535.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var given) && given is < 1 or > 65535) result.AddError($"--port is {given}: it goes from 1 to 65535");
        });
        return option;
    }
}
