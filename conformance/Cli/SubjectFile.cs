using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Containers;
using PaxosConformance.Hosts;
using PaxosConformance.Wire;

namespace PaxosConformance.Cli;

/// <summary>A subject as its maintainers describe it in a file; <c>subject.schema.json</c> beside this file is its schema.</summary>
internal sealed record SubjectFile
{
    /// <summary>The schema, for editors.</summary>
    [JsonPropertyName("$schema"), Description("Where the schema of this file is, for editors.")]
    public string? Schema { get; init; }

    /// <summary>The name that reports use.</summary>
    [Description("The name of the implementation, for reports; default: what the node says.")]
    public string? Name { get; init; }

    /// <summary>The command that starts one node.</summary>
    [Description("The command that starts one node, word by word; {data} in a word becomes the node's own data directory. Relative paths are relative to this file.")]
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Where nodes listen that are started by somebody else.</summary>
    [Description("Instead of a command: where the nodes listen that you start yourself, as host:port. They need the capability reset.")]
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>The image of which each node is a container.</summary>
    [Description("Instead of a command: the image of which each node is a container.")]
    public string? Image { get; init; }

    /// <summary>The directory with the Dockerfile of the image.</summary>
    [Description("Instead of a command: a directory with a Dockerfile, from which the image is built, under the name in image if there is one. Relative to this file.")]
    public string? Build { get; init; }

    /// <summary>The port on which nodes in containers listen.</summary>
    [JsonConverter(typeof(PortConverter)), Description("The port on which the nodes of an image listen. Default: the only one that the image exposes.")]
    public int? Port { get; init; }

    /// <summary>Variables added to the environment of each node.</summary>
    [Description("Variables added to the environment of each node.")]
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>How long the harness waits.</summary>
    [Description("How long the harness waits, in milliseconds.")]
    public SubjectTiming? Timing { get; init; }

    /// <summary>How many nodes the clusters of real nodes have.</summary>
    [JsonConverter(typeof(NodesConverter)), Description("How many nodes the clusters of real nodes have, 1 to 7. Default: 3.")]
    public int? Nodes { get; init; }

    /// <summary>Who carries the messages between nodes.</summary>
    [JsonConverter(typeof(NetworkConverter)), Description("Who carries the messages between nodes: the suite (routed), or the nodes themselves (direct). Default: auto, routed where the node has the capability messages.")]
    public string? Network { get; init; }

    /// <summary>Freedoms that the node makes use of, added to those that it declares itself.</summary>
    [Description("Freedoms of the protocol that the node makes use of, besides those that it declares in init_ok.")]
    public Variants? Variants { get; init; }

    /// <summary>Capabilities, added to those that the node declares itself.</summary>
    [JsonConverter(typeof(CapabilitiesConverter)), Description("What the node can do, besides what it declares in init_ok.")]
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>How much the harness is expected to see; a run that sees less fails.</summary>
    [JsonConverter(typeof(TierConverter)), Description("How much the harness is expected to see: intercept (with the messages between nodes) or observe. A run that sees less is refused.")]
    public string? Tier { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">There is none, or something in it is wrong; says where.</exception>
    public static SubjectFile Read(string path)
    {
        try
        {
            var subject = JsonSerializer.Deserialize(File.ReadAllBytes(path), SubjectFileJson.Default.SubjectFile)
                ?? throw new UsageException($"{path}: the file holds null: an object is expected");
            return subject.Kinds switch
            {
                [] => throw new UsageException($"{path}: it names neither a command nor addresses nor an image: give one of them"),
                [_] when subject.Port is not null && !subject.IsImage => throw new UsageException($"{path}: port is for nodes in containers: name an image too"),
                [_] => subject,
                var kinds => throw new UsageException($"{path}: it names both {kinds[0]} and {kinds[1]}: give one of them"),
            };
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}, line {e.LineNumber + 1}: {Explain(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--subject {path}: {e.Message}");
        }
    }

    private bool IsImage => Image is not null || Build is not null;

    private IReadOnlyList<string> Kinds => [.. Command is { Count: > 0 } ? ["a command"] : (string[])[], .. Addresses is { Count: > 0 } ? ["addresses"] : (string[])[], .. IsImage ? ["an image"] : (string[])[]];

    /// <summary>Where the image comes from, with a relative path made relative to the file; null: the nodes are no containers.</summary>
    /// <exception cref="UsageException">There is nothing to build from.</exception>
    public ImageSource? ImageFrom(string path)
    {
        if (!IsImage) return null;
        var build = Build is null ? null : Path.GetFullPath(Build, Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (build is not null) ContainerOptions.CheckDirectory($"{path}: build", build);
        return new ImageSource(Image, build) { Port = Port, Environment = Environment ?? new Dictionary<string, string>() };
    }

    /// <summary>The command, with a relative path made relative to the file.</summary>
    public SubjectCommand? CommandFrom(string path)
    {
        if (Command is not { Count: > 0 }) return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var program = Command[0].Contains('/') ? Path.GetFullPath(Command[0], folder) : Command[0];
        return new SubjectCommand(program, Command.Skip(1).ToList())
        {
            Environment = Environment ?? new Dictionary<string, string>(),
            WorkingDirectory = folder,
        };
    }

    /// <summary>What the node says of itself, together with what the file says of it.</summary>
    public InitOkBody Complete(InitOkBody said) => said with
    {
        Capabilities = (said.Capabilities ?? []).Union(Capabilities ?? []).ToList(),
        Variants = new Variants
        {
            ExactPromise = said.Variants?.ExactPromise ?? Variants?.ExactPromise,
            Refusal = said.Variants?.Refusal ?? Variants?.Refusal,
            NoPowerLoss = said.Variants?.NoPowerLoss ?? Variants?.NoPowerLoss,
        },
        Implementation = Name is null ? said.Implementation : new Implementation { Name = Name, Version = said.Implementation?.Version, Language = said.Implementation?.Language },
    };

    private static string Explain(JsonException e)
    {
        var place = e.Path is null or "$" ? "" : $"{e.Path.TrimStart('$', '.')}: ";
        const string unmapped = "The JSON property '";
        if (e.Message.StartsWith(unmapped, StringComparison.Ordinal))
            return $"'{e.Message[unmapped.Length..].Split('\'')[0]}' is no field: the schema names them all";
        if (e.Path == "$.variants.refusal") return place + "one of silent, nack, promise-shaped is expected";
        return e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? place + "the value is of the wrong kind: see the schema"
            : place + e.Message.Split(" Path: $")[0].Split(" LineNumber:")[0];
    }
}

/// <summary>How long the harness waits for a subject, in milliseconds.</summary>
internal sealed record SubjectTiming
{
    /// <summary>For an answer to init.</summary>
    [JsonConverter(typeof(MillisecondsConverter)), Description("For an answer to init. Default: 5000.")]
    public int? Start { get; init; }

    /// <summary>For an answer or for progress that must come.</summary>
    [JsonConverter(typeof(MillisecondsConverter)), Description("For an answer, or for progress, that must come. Default: 2000.")]
    public int? Reply { get; init; }

    /// <summary>For an answer that need not come: the quiet window.</summary>
    [JsonConverter(typeof(MillisecondsConverter)), Description("For an answer that need not come, where the node lacks the capability ordered: the quiet window. Default: 250.")]
    public int? Quiet { get; init; }

    /// <summary>After which a proposer is asked to try again.</summary>
    [JsonConverter(typeof(MillisecondsConverter)), Description("After which a proposer is asked to try again: the hint retry_ms of init. Default: 100.")]
    public int? Retry { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(SubjectFile))]
internal sealed partial class SubjectFileJson : JsonSerializerContext;
