using System.Reflection;

namespace PaxosConformance.Cli;

/// <summary>A ready implementation in some language, to start from. Its files lie in <c>harness/adapters</c> and are part of this assembly.</summary>
internal sealed record Template
{
    private const string Resources = "adapters/";
    private const string Generated = "init/";

    /// <summary>The templates, in the order in which they are named to users.</summary>
    public static IReadOnlyList<Template> All { get; } =
    [
        new() { Language = "python", Name = "Python", Tools = "Python 3.8 or later", Packages = "python3", Program = "python3" },
        new() { Language = "javascript", Name = "JavaScript", Tools = "Node.js 18 or later", Packages = "nodejs", Program = "node" },
        new() { Language = "go", Name = "Go", Tools = "Go 1.19 or later", Packages = "golang-go", Program = "go", Build = "go build -o paxos ." },
        new() { Language = "java", Name = "Java", Tools = "a JDK, 17 or later", Packages = "default-jdk-headless", Program = "javac", Build = "javac -d classes Adapter.java Json.java Paxos.java" },
        new() { Language = "cpp", Name = "C++", Tools = "a compiler for C++17 and POSIX", Packages = "g++", Program = "g++", Build = "g++ -std=c++17 -O2 -o paxos adapter.cpp" },
    ];

    /// <summary>What <c>--lang</c> calls it.</summary>
    public required string Language { get; init; }

    /// <summary>The language's name.</summary>
    public required string Name { get; init; }

    /// <summary>What one needs to run it, in words.</summary>
    public required string Tools { get; init; }

    /// <summary>The Debian packages that bring it.</summary>
    public required string Packages { get; init; }

    /// <summary>The program without which nothing goes.</summary>
    public required string Program { get; init; }

    /// <summary>The command that builds it, or null where it runs as it is.</summary>
    public string? Build { get; init; }

    /// <summary>The files by their path in the new directory, with their text.</summary>
    public IReadOnlyList<(string Path, string Text)> Files =>
    [
        .. Own.Select(file => (file, Read($"{Language}/{file}"))),
        ("README.md", Fill(Read(Generated + "README.md"))),
        (".github/workflows/conformance.yml", Fill(Read(Generated + "conformance.yml"))),
    ];

    private IEnumerable<string> Own => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Resources}{Language}/", StringComparison.Ordinal))
        .Select(name => name[$"{Resources}{Language}/".Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>The template of a language, or null.</summary>
    public static Template? Of(string language) => All.FirstOrDefault(template => template.Language == language);

    private static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name)!;
        return new StreamReader(resource).ReadToEnd();
    }

    // A line that is about building goes where there is nothing to build.
    private string Fill(string text)
    {
        var lines = text.Split('\n').Where(line => Build is not null || !line.Contains("{{build}}", StringComparison.Ordinal));
        var files = Own.Where(file => file != "subject.json").Select(file => $"| `{file}` | {Describe(file)} |");
        return string.Join('\n', lines)
            .Replace("{{build}}", Build, StringComparison.Ordinal)
            .Replace("{{name}}", Name, StringComparison.Ordinal)
            .Replace("{{tools}}", Tools, StringComparison.Ordinal)
            .Replace("{{packages}}", Packages, StringComparison.Ordinal)
            .Replace("{{files}}", string.Join('\n', files), StringComparison.Ordinal);
    }

    private static string Describe(string file) => Path.GetFileNameWithoutExtension(file).ToUpperInvariant() switch
    {
        "PAXOS" => "the protocol and what is written down: read it next to the paper",
        "ADAPTER" => "the part that speaks the wire protocol",
        "JSON" => "JSON, which the language does not bring",
        _ => "the module",
    };
}
