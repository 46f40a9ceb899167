using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>How messages name pieces of code.</summary>
internal static class Spelling
{
    /// <summary>A call without its arguments, as <c>log.Persist</c>.</summary>
    public static string Of(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.ToString(),
        InvocationExpressionSyntax invocation => OneLine(invocation.Expression.ToString()),
        _ => OneLine(node.ToString()),
    };

    /// <summary>A call as it is written.</summary>
    public static string Call(SyntaxNode node) => OneLine(node.ToString());

    /// <summary>The place of <c>catch (…)</c>, without its block.</summary>
    public static Location CatchHeader(SyntaxNode clause)
    {
        if (clause is not CatchClauseSyntax written) return clause.GetLocation();
        var end = (written.Declaration as SyntaxNode)?.Span.End ?? written.CatchKeyword.Span.End;
        return Location.Create(clause.SyntaxTree, TextSpan.FromBounds(clause.SpanStart, end));
    }

    private static string OneLine(string code)
    {
        var line = string.Join(" ", code.Split([' ', '\t', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line.Substring(0, 57) + "...";
    }
}
