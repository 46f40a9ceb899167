using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>
/// Persists before a reply: the persist that comes too late moves up, or the one member that can persist is called. Where several could,
/// or the change is part of the reply, there is no fix.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PersistFirstFix))]
public sealed class PersistFirstFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(Descriptors.ReplyBeforePersist.Id, Descriptors.ReplyMayPrecedePersist.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = Fixes.NodeAt(root, diagnostic.Location);
            if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } reply || ChangesInside(reply, diagnostic)) continue;
            if (LateIn(reply, diagnostic) is { } late)
            {
                Fixes.Offer(context, diagnostic, "Persist before replying", current => MoveUp(current, reply, late));
            }
            else if (diagnostic.AdditionalLocations.Count > 0 && Persist.CallAt(reply, model, context.CancellationToken) is { } call)
            {
                var persist = call.WithAdditionalAnnotations(Formatter.Annotation);
                Fixes.Offer(context, diagnostic, "Persist before replying", current => InsertBefore(current, reply, persist));
            }
        }
    }

    /// <summary>Whether the reply's own statement makes the change, so that nothing put before it would help.</summary>
    private static bool ChangesInside(StatementSyntax reply, Diagnostic diagnostic) =>
        reply is not (ExpressionStatementSyntax or ReturnStatementSyntax or YieldStatementSyntax or LocalDeclarationStatementSyntax)
        || diagnostic.AdditionalLocations.Any(place => place.SourceTree == reply.SyntaxTree && reply.Span.Contains(place.SourceSpan))
        || reply.DescendantNodes().Any(inner => inner is AnonymousFunctionExpressionSyntax);

    /// <summary>The persist that comes too late, where it is a statement of the same block and needs nothing that is made in between.</summary>
    private static ExpressionStatementSyntax? LateIn(StatementSyntax reply, Diagnostic diagnostic)
    {
        if (reply.Parent is not BlockSyntax block || diagnostic.AdditionalLocations.Count == 0) return null;
        var from = block.Statements.IndexOf(reply);
        var late = block.Statements.Skip(from + 1).OfType<ExpressionStatementSyntax>().FirstOrDefault(statement => statement.Span.Contains(diagnostic.AdditionalLocations[diagnostic.AdditionalLocations.Count - 1].SourceSpan));
        if (late?.Expression is not (InvocationExpressionSyntax or AwaitExpressionSyntax)) return null;
        var between = block.Statements.Skip(from).TakeWhile(statement => statement != late);
        return between.All(statement => statement is ExpressionStatementSyntax { Expression: not AssignmentExpressionSyntax }) ? late : null;
    }

    private static SyntaxNode MoveUp(SyntaxNode root, StatementSyntax reply, ExpressionStatementSyntax late)
    {
        var block = (BlockSyntax)reply.Parent!;
        var at = block.Statements.IndexOf(reply);
        return root.ReplaceNode(block, block.WithStatements(block.Statements.Remove(late).Insert(at, late)));
    }

    private static SyntaxNode InsertBefore(SyntaxNode root, StatementSyntax reply, StatementSyntax persist)
    {
        if (reply.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            // A comment above the reply stays with it.
            var indent = reply.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
            return root.InsertNodesBefore(reply, [persist.WithLeadingTrivia(indent).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)]);
        }

        var block = SyntaxFactory.Block(persist, reply.WithoutTrivia()).WithTriviaFrom(reply).WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(reply, block);
    }
}
