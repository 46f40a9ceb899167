using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaxosConformance.Annotations;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Compiles source in an ad hoc workspace and runs the analyzers over it.</summary>
internal static class Compiling
{
    private static readonly ImmutableArray<MetadataReference> references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Append(typeof(DurableAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>All analyzers of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(Descriptors).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static Project Project(
        IEnumerable<(string Name, string Text)> sources, string? apis = null, bool withAnnotations = true, MetadataReference? library = null)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(id, "Subject", "Subject", LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true))
            .WithProjectParseOptions(id, new CSharpParseOptions(LanguageVersion.Preview))
            .AddMetadataReferences(id, withAnnotations ? references : references.Where(reference => !reference.Display!.Contains("Annotations")));
        if (library is not null) solution = solution.AddMetadataReference(id, library);
        foreach (var (name, text) in sources) solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceText.From(text));
        if (apis is not null) solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "PaxosConformance.Apis.txt", SourceText.From(apis), filePath: "/PaxosConformance.Apis.txt");
        return solution.GetProject(id)!;
    }

    /// <summary>Source as an assembly of its own: compiled to an image, as a package has it, or as an editor refers to another project.</summary>
    public static MetadataReference Library(string source, bool asImage)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create("Library", [tree], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty, "the library does not compile");
        if (!asImage) return compilation.ToMetadataReference();
        using var image = new MemoryStream();
        compilation.Emit(image);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>What the analyzers report. The source must compile, and no analyzer may throw.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.That(errors, Is.Empty, "the test's source does not compile");
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();
        Assert.That(found.Where(diagnostic => diagnostic.Id == "AD0001"), Is.Empty, "an analyzer threw");
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
