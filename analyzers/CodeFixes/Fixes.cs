using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>What the fixes have in common.</summary>
internal static class Fixes
{
    /// <summary>Offers to put one node in the place of another.</summary>
    public static void Offer(CodeFixContext context, Diagnostic diagnostic, string title, SyntaxNode old, SyntaxNode replacement) =>
        Offer(context, diagnostic, title, root => root.ReplaceNode(old, replacement));

    public static void Offer(CodeFixContext context, Diagnostic diagnostic, string title, Func<SyntaxNode, SyntaxNode> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, cancellation => Apply(context.Document, change, cancellation), title), diagnostic);

    /// <summary>The outermost node at the diagnostic's place.</summary>
    public static SyntaxNode NodeAt(SyntaxNode root, Location place) => root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>Whether <c>await</c> may be written at the node.</summary>
    public static bool IsInAsync(SyntaxNode node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case LockStatementSyntax or CatchFilterClauseSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static async Task<Document> Apply(Document document, Func<SyntaxNode, SyntaxNode> change, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(change(root!));
    }
}
