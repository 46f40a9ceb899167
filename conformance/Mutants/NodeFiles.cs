using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using PaxosConformance.Hosts;

namespace PaxosConformance.Mutants;

/// <summary>The files of the built reference node, which lie beside this program.</summary>
internal static class NodeFiles
{
    private const string Name = "Paxos.Node";
    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The version of the node.</summary>
    public static Version Version { get; } = AssemblyName.GetAssemblyName(At(Name + ".dll")).Version!;

    /// <summary>What the node is compiled against: the platform, and the assemblies of the harness that it uses.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsManaged)
            .Concat(Companions.Except(Sources.Projects).Select(name => At(name + ".dll")))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // The assemblies of the node, as it was built.
    private static IEnumerable<string> Companions
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(At(Name + ".deps.json")));
            return [.. json.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
                .Select(file => Path.GetFileNameWithoutExtension(file.Name)).Distinct()];
        }
    }

    /// <summary>Copies the node to a directory, where some of its assemblies can then be replaced.</summary>
    /// <returns>What starts it there.</returns>
    public static SubjectCommand CopyTo(string directory)
    {
        foreach (var file in Companions.Select(name => name + ".dll").Concat([Name + ".deps.json", Name + ".runtimeconfig.json"]))
            File.Copy(At(file), Path.Combine(directory, file));

        // An installed tool may come without the program that starts the node.
        var program = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        if (!File.Exists(At(program))) return new SubjectCommand("dotnet", [Path.Combine(directory, Name + ".dll")]);
        File.Copy(At(program), Path.Combine(directory, program));
        return new SubjectCommand(Path.Combine(directory, program), []);
    }

    private static string At(string file) => Path.Combine(Folder, file);

    private static bool IsManaged(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
