using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PaxosConformance.Analyzers.CodeFixes;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Applies the fixes of the package.</summary>
internal static class Fixing
{
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
        [.. typeof(PersistFirstFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Applies the only fix of the first diagnostic that has one; null where none has.</summary>
    public static async Task<Project?> FixOne(Project project, string id)
    {
        foreach (var diagnostic in (await Compiling.Analyze(project)).Where(diagnostic => diagnostic.Id == id))
            if (await ActionFor(project, diagnostic) is { Action: { } action }) return await Apply(project, action);
        return null;
    }

    /// <summary>Applies all fixes for an ID in the project at once.</summary>
    public static async Task<Project> FixAll(Project project, string id)
    {
        var diagnostics = (await Compiling.Analyze(project)).Where(diagnostic => diagnostic.Id == id).ToImmutableArray();
        foreach (var diagnostic in diagnostics)
        {
            if (await ActionFor(project, diagnostic) is not { Action: { } one, Provider: { } provider }) continue;
            var context = new FixAllContext(project, provider, FixAllScope.Project, one.EquivalenceKey!, [id], new Known(diagnostics), CancellationToken.None);
            return await Apply(project, (await provider.GetFixAllProvider()!.GetFixAsync(context))!);
        }

        return project;
    }

    private static async Task<(CodeAction? Action, CodeFixProvider? Provider)> ActionFor(Project project, Diagnostic diagnostic)
    {
        var actions = new List<(CodeAction, CodeFixProvider)>();
        var document = project.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add((action, provider)), CancellationToken.None);
            await provider.RegisterCodeFixesAsync(context);
        }

        Assert.That(actions, Has.Count.LessThanOrEqualTo(1), "one fix, or none");
        return actions.SingleOrDefault();
    }

    private static async Task<Project> Apply(Project project, CodeAction action)
    {
        var change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return change.ChangedSolution.GetProject(project.Id)!;
    }

    /// <summary>The diagnostics that are known already.</summary>
    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == document.FilePath || diagnostic.Location.SourceTree == document.GetSyntaxTreeAsync(cancellationToken).Result));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
