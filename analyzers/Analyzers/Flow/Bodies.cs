using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>The bodies of the methods of one compilation. Those the compiler has handed over already are used; others are asked for.</summary>
internal sealed class Bodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation> handedOver = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> roots = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ControlFlowGraph?> graphs = new(SymbolEqualityComparer.Default);

    public void Add(IMethodSymbol method, IOperation block) => handedOver[method.OriginalDefinition] = Root(block);

    /// <summary>A lambda or local function; its graph is part of the graph around it.</summary>
    public void Add(IMethodSymbol nested, ControlFlowGraph graph) => graphs.TryAdd(nested, graph);

    /// <summary>Lets go of a body: trees and graphs of a whole project would fill the memory. Asked for again, it is made again.</summary>
    public void Forget(IMethodSymbol method)
    {
        handedOver.TryRemove(method.OriginalDefinition, out _);
        graphs.TryRemove(method, out _);
    }

    /// <summary>The operations of a method, or null where it has no body in this compilation.</summary>
    public IOperation? RootOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = Definition(method);
        if (handedOver.TryGetValue(method, out var root)) return root;
        if (!roots.TryGetValue(method, out root)) roots[method] = root = method.DeclaringSyntaxReferences.IsEmpty ? null : AskFor(method, cancellation);
        return root;
    }

    public ControlFlowGraph? GraphOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (graphs.TryGetValue(method, out var known)) return known;
        method = Definition(method);
        return graphs.TryGetValue(method, out known) ? known : graphs.GetOrAdd(method, Graph(RootOf(method, cancellation)));
    }

    /// <summary>The definition that has the body.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    private static ControlFlowGraph? Graph(IOperation? root) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation block => ControlFlowGraph.Create(block),
        _ => null,
    };

    private IOperation? AskFor(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var declaration in BodiesOf(method, cancellation))
        {
            if (!compilation.ContainsSyntaxTree(declaration.SyntaxTree)) continue;
            if (compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation) is { } operation)
                return Root(operation);
        }

        return null;
    }

    private static IEnumerable<SyntaxNode> BodiesOf(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Where(HasBody);

    private static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax => true,
        _ => declaration.IsKind(SyntaxKind.CompilationUnit),
    };
}
