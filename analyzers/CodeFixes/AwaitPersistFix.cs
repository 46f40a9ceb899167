using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>Awaits a persist whose task is thrown away, where the code around it is asynchronous already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitPersistFix))]
public sealed class AwaitPersistFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.PersistNotAwaited.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Fixes.NodeAt(root, diagnostic.Location).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } persist || !Fixes.IsInAsync(persist)) continue;
            var task = Whole(persist);
            var thrownAway = task.Parent switch
            {
                ExpressionStatementSyntax => task,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } discard => discard,
                _ => null,
            };
            if (thrownAway is null) continue;
            var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia())
                .WithTriviaFrom(thrownAway);
            Fixes.Offer(context, diagnostic, "Await the persist", thrownAway, awaited);
        }
    }

    /// <summary>The task with its <c>ConfigureAwait</c>.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax task) =>
        task.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } ? configured : task;
}
