using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>The names that are assigned in each type, outside its constructors. A type is read through once.</summary>
internal sealed class Assignments
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, HashSet<string>> names = new(SymbolEqualityComparer.Default);

    public bool Has(INamedTypeSymbol type, string name)
    {
        if (!names.TryGetValue(type, out var known)) names[type] = known = [.. In(type)];
        return known.Contains(name);
    }

    private static IEnumerable<string> In(INamedTypeSymbol type)
    {
        foreach (var node in type.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes(inner => inner is not ConstructorDeclarationSyntax)))
            if (Target(node) is { } target && NameOf(target) is { } name) yield return name;
    }

    private static ExpressionSyntax? Target(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
        PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => prefix.Operand,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
