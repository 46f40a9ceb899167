using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Flow;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>The calls in a method that persist, or that call what does.</summary>
internal static class Persists
{
    public static IEnumerable<SyntaxNode> In(Shared shared, IMethodSymbol method, CancellationToken cancellation)
    {
        if (shared.Bodies.GraphOf(method, cancellation) is not { } graph) return [];
        return graph.OriginalOperation.Descendants().OfType<IInvocationOperation>()
            .Where(call => (shared.Lexicon.Of(call.TargetMethod) & Roles.Persists) != 0 || KnownPersistence.Persists(call))
            .Select(call => call.Syntax);
    }
}
