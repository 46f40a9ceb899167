using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using PaxosConformance.Analyzers.Rules;

namespace PaxosConformance.Mutants;

/// <summary>What the analyzers say of a creature's source.</summary>
public static class Diagnosis
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(DurabilityAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly Lazy<Task<IReadOnlyList<string>>> Reference = new(() => Of(Specimen.Reference, Sources.Projects));

    /// <summary>The diagnostics that this source gets and the reference node does not, in order.</summary>
    public static async Task<IReadOnlyList<string>> Of(Specimen specimen) => [.. (await Of(specimen, specimen.Rewritten)).Except(await Reference.Value)];

    /// <summary>The diagnostics of the reference node: what a mutant gets of the same kind would not be seen.</summary>
    public static Task<IReadOnlyList<string>> OfReference => Reference.Value;

    private static async Task<IReadOnlyList<string>> Of(Specimen specimen, IEnumerable<string> projects)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (fault, analyzer, _) => throw new InvalidOperationException($"{analyzer.GetType().Name} failed", fault),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in projects)
        {
            var diagnostics = await specimen.Projects[name].WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();
            found.UnionWith(diagnostics.Select(diagnostic => diagnostic.Id));
        }

        return [.. found];
    }
}
