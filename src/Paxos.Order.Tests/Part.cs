using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PaxosConformance.Analyzers.Rules;

namespace Paxos.Order.Tests;

/// <summary>The sources of one project of the reference implementation, as they stand or rewritten.</summary>
internal sealed class Part
{
    // What the project files say besides.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> analyzers =
        [.. typeof(DurabilityAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private readonly string name;
    private readonly ImmutableDictionary<string, string> sources;

    private Part(string name, ImmutableDictionary<string, string> sources)
    {
        this.name = name;
        this.sources = sources;
    }

    /// <summary>The sources of the project of that name.</summary>
    public static Part Read(string name) =>
        new(name, Directory.GetFiles(Path.Combine(Source, name), "*.cs").ToImmutableDictionary(path => Path.GetFileName(path)!, File.ReadAllText));

    /// <summary>The same with a passage of a file replaced, which must be there once.</summary>
    public Part With(string file, string passage, string replacement)
    {
        var parts = sources[file].Split(passage);
        Assert.That(parts, Has.Length.EqualTo(2), $"{name}/{file} has changed: this passage must be there once:\n{passage}");
        return new(name, sources.SetItem(file, string.Join(replacement, parts)));
    }

    /// <summary>What the analyzers report, as <c>ID File: line</c>.</summary>
    public async Task<IEnumerable<string>> Analyze()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp13);
        var trees = sources.Add("Usings.cs", Usings).Select(source => CSharpSyntaxTree.ParseText(source.Value, options, source.Key));
        var compilation = CSharpCompilation.Create(name, trees, References(), new(OutputKind, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty, "it does not compile");

        var found = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();
        return found.Select(Told).Order(StringComparer.Ordinal);
    }

    private static string Told(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var line = tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start);
        return $"{diagnostic.Id} {tree.FilePath}: {line.ToString().Trim()}";
    }

    private OutputKind OutputKind => sources.ContainsKey("Program.cs") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Everything the tests run with, but the project itself.</summary>
    private IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) != name).Select(path => MetadataReference.CreateFromFile(path));

    private static string Source { get; } = FindSource();

    private static string FindSource()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
            if (File.Exists(Path.Combine(directory, "PaxosConformance.sln"))) return Path.Combine(directory, "src");
        throw new InvalidOperationException($"no PaxosConformance.sln in or above {AppContext.BaseDirectory}: run the tests from the source tree");
    }
}
