using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>How a type compares things by name.</summary>
internal static class Comparisons
{
    /// <summary>Whether every comparison with the name demands more than it.</summary>
    public static bool AreStrict(string name, ISymbol inside)
    {
        var found = With(name, inside).ToList();
        return found.Count > 0 && found.All(comparison => IsStrict(comparison, name));
    }

    /// <summary>Whether the type compares the name, or something of it such as its count, for order or equality.</summary>
    public static bool Exist(string name, ISymbol inside) => With(name, inside).Any();

    /// <summary>Whether the type compares an element of what is named so.</summary>
    public static bool ExistOfElements(string name, ISymbol inside) =>
        In(inside).Any(binary => Elements(binary.Left).Concat(Elements(binary.Right)).Any(collection => Names(collection, name)));

    /// <summary>Whether the type assigns to what is named so, or multiplies or divides it.</summary>
    public static bool IsReckonedWith(string name, ISymbol inside) => Nodes(inside).Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => Names(assignment.Left, name),
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.RightShiftExpression
            && (Names(binary.Left, name) || Names(binary.Right, name)),
        _ => false,
    });

    private static IEnumerable<BinaryExpressionSyntax> With(string name, ISymbol inside) =>
        In(inside).Where(binary => Names(binary.Left, name) || Names(binary.Right, name));

    private static IEnumerable<BinaryExpressionSyntax> In(ISymbol inside) => Nodes(inside).OfType<BinaryExpressionSyntax>()
        .Where(binary => binary.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LessThanExpression
            or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.EqualsExpression);

    private static IEnumerable<SyntaxNode> Nodes(ISymbol inside)
    {
        var type = inside as INamedTypeSymbol ?? inside.ContainingType;
        return type.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes());
    }

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax side) =>
        side.DescendantNodesAndSelf().OfType<ElementAccessExpressionSyntax>().Select(element => element.Expression);

    private static bool IsStrict(BinaryExpressionSyntax comparison, string name) => comparison.Kind() switch
    {
        SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression => Names(comparison.Right, name),
        SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanOrEqualExpression => Names(comparison.Left, name),
        _ => false,
    };

    private static bool Names(ExpressionSyntax side, string name) => side switch
    {
        PrefixUnaryExpressionSyntax prefix => Names(prefix.Operand, name),
        PostfixUnaryExpressionSyntax postfix => Names(postfix.Operand, name),
        ParenthesizedExpressionSyntax parenthesized => Names(parenthesized.Expression, name),
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name
            || (access.Name.Identifier.ValueText is "Count" or "Length" && Names(access.Expression, name)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Read" or "Increment" or "Add" } count } call =>
            Names(count.Expression, name) || call.ArgumentList.Arguments.Any(argument => Names(argument.Expression, name)),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax called } => called.Identifier.ValueText == name,
        _ => false,
    };
}
