using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>Where a field, property or variable gets its value, found by name in a piece of source.</summary>
internal static class Origins
{
    public static IEnumerable<SyntaxNode> Of(string name, SyntaxNode scope)
    {
        foreach (var node in scope.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer: { } initializer } declarator when declarator.Identifier.ValueText == name:
                    yield return initializer.Value;
                    break;
                case PropertyDeclarationSyntax { Initializer: { } initializer } property when property.Identifier.ValueText == name:
                    yield return initializer.Value;
                    break;
                case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == name:
                    yield return assignment.Right;
                    break;
            }
        }
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
