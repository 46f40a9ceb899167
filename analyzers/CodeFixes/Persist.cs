using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>Writes the call that persists, where there is only one that can be meant.</summary>
internal static class Persist
{
    /// <summary>A call of the one member of this object that persists without being told what; null where none or several could be meant.</summary>
    public static StatementSyntax? CallAt(StatementSyntax reply, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(reply.SpanStart, cancellation) is not { } inside) return null;
        var mayAwait = Fixes.IsInAsync(reply);
        var all = Members(inside.ContainingType).Where(method => IsUsable(method, inside)).ToList();
        // A handler that awaits should not block; one that does not, cannot await.
        var fitting = mayAwait && all.Any(IsAwaitable) ? all.Where(IsAwaitable).ToList() : all.Where(method => !IsAwaitable(method)).ToList();
        if (fitting.Count != 1) return null;
        var call = SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(fitting[0].Name));
        return SyntaxFactory.ExpressionStatement(IsAwaitable(fitting[0])
            ? SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call)
            : call);
    }

    private static IEnumerable<IMethodSymbol> Members(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>()) yield return method;
    }

    private static bool IsUsable(IMethodSymbol method, ISymbol inside) =>
        method.MethodKind == MethodKind.Ordinary && !method.IsOverride && (method.IsStatic || !inside.IsStatic)
        && (method.DeclaredAccessibility != Accessibility.Private || SymbolEqualityComparer.Default.Equals(method.ContainingType, inside.ContainingType))
        && method.Parameters.All(parameter => parameter.IsOptional) && !method.Name.StartsWith("Try", System.StringComparison.Ordinal)
        && method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "PersistsAttribute" });

    private static bool IsAwaitable(IMethodSymbol method) => method.ReturnType.Name is "Task" or "ValueTask";
}
