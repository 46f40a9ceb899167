using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>Makes a flush of a file reach the disk: <c>Flush(true)</c>. Other streams and writers have no such method, so no fix.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlushToDiskFix))]
public sealed class FlushToDiskFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.FlushIsNotFsync.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Fixes.NodeAt(root, diagnostic.Location).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not
                { Expression: MemberAccessExpressionSyntax { Expression: { } file } } flush)
            {
                continue;
            }

            if (model.GetTypeInfo(file, context.CancellationToken).Type is not { Name: "FileStream" }) continue;
            var toDisk = SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, file, SyntaxFactory.IdentifierName("Flush")),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression)))));
            if (Waiting(flush) is not { } old) continue;
            if (old is not AwaitExpressionSyntax || HasOtherAwaits(old)) Fixes.Offer(context, diagnostic, "Flush to the disk", old, toDisk.WithTriviaFrom(old));
            // The only await keeps the member asynchronous: the flush to the disk follows it.
            else if (old.Parent is ExpressionStatementSyntax { Parent: BlockSyntax } statement)
                Fixes.Offer(context, diagnostic, "Flush to the disk", current => current.InsertNodesAfter(statement, [SyntaxFactory.ExpressionStatement(toDisk).WithTriviaFrom(statement)]));
        }
    }

    /// <summary>The flush where it is called for effect, with its await; null where its task goes elsewhere.</summary>
    private static ExpressionSyntax? Waiting(InvocationExpressionSyntax flush)
    {
        if (((MemberAccessExpressionSyntax)flush.Expression).Name.Identifier.ValueText == "Flush") return flush;
        ExpressionSyntax task = flush.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured }
            ? configured : flush;
        return task.Parent as AwaitExpressionSyntax;
    }

    private static bool HasOtherAwaits(ExpressionSyntax awaiting) =>
        awaiting.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) is { } function
        && function.DescendantNodes(node => node == function || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<AwaitExpressionSyntax>().Any(other => other != awaiting);
}
