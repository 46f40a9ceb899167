using System.Collections.Generic;
using System.Linq;
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

    /// <summary>State, to begin a sentence with. What only a method that changes it is known of goes by the method's name.</summary>
    public static string Of(IEnumerable<ISymbol> state)
    {
        var all = state.ToList();
        var names = all.Where(one => one is not IMethodSymbol).Select(one => one.Name).ToList();
        var methods = all.OfType<IMethodSymbol>().Select(method => $"{method.ContainingType.Name}.{method.Name}").ToList();
        if (methods.Count == 0) return AnyOf(names);
        var changed = $"the state that {AnyOf(methods)} changes";
        return names.Count == 0 ? "T" + changed.Substring(1) : $"{AnyOf(names)} or {changed}";
    }

    private static string AnyOf(IEnumerable<string> names)
    {
        var all = names.Select(name => $"'{name}'").Distinct().ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.Take(all.Count - 1)) + " or " + all.Last();
    }

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
