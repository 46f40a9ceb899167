using PaxosConformance.Containers;
using PaxosConformance.Hosts;
using PaxosConformance.Reports;
using PaxosConformance.Scenarios;
using PaxosConformance.Wire;

namespace PaxosConformance.Cli;

/// <summary>The subject that the user named: by a command, by a file, or not at all.</summary>
internal sealed class RunSubject
{
    private readonly SubjectCommand? command;
    private readonly ImageSource? image;
    private readonly SubjectFile? file;

    private readonly string? network;
    private string? engine;

    private RunSubject(SubjectCommand? command, ImageSource? image, SubjectFile? file, string? network, string arguments)
    {
        this.command = command;
        this.image = image;
        this.file = file;
        this.network = network ?? file?.Network;
        Arguments = network is null ? arguments : $"--network {network} {arguments}".TrimEnd();
    }

    /// <summary>The arguments of <c>run</c> that name the subject and its network, as one would type them.</summary>
    public string Arguments { get; }

    /// <summary>Reads what the user said.</summary>
    /// <param name="words">The command.</param>
    /// <param name="path">The subject file, or null.</param>
    /// <param name="containers">What was said of containers.</param>
    /// <param name="network">Who is to carry the messages, or null where the user left that to the file.</param>
    /// <exception cref="UsageException">The subject is named in several ways, or the file is wrong.</exception>
    public static RunSubject From(IReadOnlyList<string> words, string? path, ContainerOptions containers, string? network)
    {
        if (words.Count > 0 && path is not null) throw new UsageException("a command and --subject are both given: give one of them");
        if (containers.Named is { } named && (words.Count > 0 || path is not null)) throw new UsageException($"{(path is null ? "a command" : "--subject")} and {named} are both given: give one of them");
        if (path is not null)
        {
            var file = SubjectFile.Read(path);
            var arguments = $"--subject {Shell.Quote(path)}{containers.EngineArgument}";
            return new RunSubject(file.CommandFrom(path), file.ImageFrom(path), file, network, arguments) { engine = containers.Engine };
        }

        if (containers.Source is { } image) return new RunSubject(null, image, null, network, containers.Arguments) { engine = containers.Engine };
        if (words.Count == 0) return new RunSubject(ReferenceNode.Command, null, null, network, "");
        var command = new SubjectCommand(words[0], words.Skip(1).ToList());
        return new RunSubject(command, null, null, network, $"-- {command}");
    }

    /// <summary>The command that starts one node; null where the suite does not start them.</summary>
    public SubjectCommand? Command => command;

    /// <summary>Whether the suite starts the nodes itself.</summary>
    public bool IsStarted => file?.Addresses is not { Count: > 0 };

    /// <summary>What starts the subject's nodes; the caller's to dispose of, where it can be.</summary>
    /// <exception cref="StartFailedException">There is no container engine or no image.</exception>
    public async Task<INodeHost> HostIn(RunDirectory directory) => (command, image) switch
    {
        ({ } one, _) => new ProcessHost(one, directory),
        (_, { } one) => await ContainerHost.Create(Engines.Named(engine), one, directory),
        _ => new TcpHost(file!.Addresses!),
    };

    /// <summary>The settings, with what the file says where the command line is silent.</summary>
    public SuiteSettings Adjust(SuiteSettings settings)
    {
        var timing = file?.Timing;
        var patience = settings.Patience;
        return settings with
        {
            Network = network is null ? settings.Network : Enum.Parse<NetworkMode>(network, ignoreCase: true),
            Nodes = file?.Nodes ?? settings.Nodes,
            Jobs = file?.Addresses is { } addresses ? Math.Min(settings.Jobs, addresses.Count) : settings.Jobs,
            StartPatience = Milliseconds(timing?.Start) ?? settings.StartPatience,
            Patience = patience with
            {
                Reply = Milliseconds(timing?.Reply) ?? patience.Reply,
                Quiet = Milliseconds(timing?.Quiet) ?? patience.Quiet,
                Retry = Milliseconds(timing?.Retry) ?? patience.Retry,
            },
        };
    }

    /// <summary>What a node says of itself, completed by the file.</summary>
    public InitOkBody Complete(InitOkBody said) => file?.Complete(said) ?? said;

    /// <summary>Makes sure that the subject is what the file expects.</summary>
    /// <exception cref="UsageException">Its tier is lower.</exception>
    public void Check(SubjectReport subject)
    {
        if (file?.Tier != SubjectReport.Intercept || subject.Tier == SubjectReport.Intercept) return;
        var why = subject.Hello.Capabilities?.Contains(Capability.Messages) == true
            ? "the nodes carry their messages themselves"
            : $"the adapter lacks the capability '{Capability.Messages}'";
        throw new UsageException($"the subject file expects the tier {file.Tier}, and this run sees {subject.Tier}: {why}");
    }

    private static TimeSpan? Milliseconds(int? value) => value is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
}
