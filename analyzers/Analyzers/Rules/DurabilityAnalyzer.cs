using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Flow;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Finds replies that leave before the state they vouch for is durable, and members that promise to persist and do not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DurabilityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.ReplyBeforePersist, Descriptors.ReplyMayPrecedePersist, Descriptors.PersistNotAwaited, Descriptors.PersistFailureSwallowed,
        Descriptors.RetryAfterFailedPersist, Descriptors.DeferredReplyEscapes, Descriptors.FlushIsNotFsync, Descriptors.NonDurableReplace,
        Descriptors.PersistContractUnmet);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            var shared = new Shared(lexicon, new Bodies(start.Compilation));
            start.RegisterSymbolStartAction(type => Watch(type, shared), SymbolKind.NamedType);
        });
    }

    private static void Watch(SymbolStartAnalysisContext type, Shared shared)
    {
        var methods = new List<IMethodSymbol>();
        type.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is not IMethodSymbol method || block.OperationBlocks.FirstOrDefault(IsBody) is not { } body) return;
            shared.Bodies.Add(method, body);
            lock (methods) methods.Add(method);
        });
        type.RegisterSymbolEndAction(end =>
        {
            foreach (var method in methods) Check(method, shared, end.ReportDiagnostic, end.CancellationToken);
            foreach (var method in methods) shared.Forget(method);
        });
    }

    private static bool IsBody(IOperation block) => block.Kind == OperationKind.Block;

    private static void Check(IMethodSymbol method, Shared shared, System.Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!Matters(method, shared, cancellation)) return;
        var reported = new HashSet<(string, Location)>();
        var nests = shared.Relevance.Nests(method, cancellation);
        var waiting = new Stack<IMethodSymbol>();
        waiting.Push(method);
        while (waiting.Count > 0)
        {
            var next = waiting.Pop();
            if (new Analysis(shared, cancellation).FindingsOf(next) is not { } findings) continue;
            foreach (var diagnostic in new Verdicts(findings, shared, cancellation).All())
            {
                if (!shared.Lexicon.IsWaived(diagnostic.Id, next) && reported.Add((diagnostic.Id, diagnostic.Location))) report(diagnostic);
            }

            if (!nests) continue;
            foreach (var nested in NestedIn(shared.Bodies.GraphOf(next, cancellation)!))
            {
                shared.Bodies.Add(nested.Method, nested.Graph);
                waiting.Push(nested.Method);
            }
        }
    }

    private static bool Matters(IMethodSymbol method, Shared shared, CancellationToken cancellation)
    {
        var words = shared.Relevance.Of(method, cancellation);
        if ((shared.Lexicon.Of(method) & Roles.Persists) != 0 || (words & Roles.Replies) != 0) return true;
        // Where nothing changes and nothing leaves, the only mistake left is to persist again after a failure.
        if ((words & (Roles.Durable | Roles.Changes)) == 0) return (words & Roles.Persists) != 0 && shared.Relevance.GoesOn(method, cancellation);
        return (words & Roles.Persists) != 0 || MayReturnReplies(method, shared, cancellation);
    }

    /// <summary>Whether the method, or a lambda in it, returns replies.</summary>
    private static bool MayReturnReplies(IMethodSymbol method, Shared shared, CancellationToken cancellation) =>
        shared.Lexicon.OfReturned(method) != Roles.None
        || shared.Bodies.RootOf(method, cancellation)!.Descendants().Any(operation => operation switch
        {
            IAnonymousFunctionOperation lambda => shared.Lexicon.OfReturned(lambda.Symbol) != Roles.None,
            ILocalFunctionOperation local => shared.Lexicon.OfReturned(local.Symbol) != Roles.None,
            _ => false,
        });

    private static IEnumerable<(IMethodSymbol Method, ControlFlowGraph Graph)> NestedIn(ControlFlowGraph graph)
    {
        foreach (var local in graph.LocalFunctions) yield return (local, graph.GetLocalFunctionControlFlowGraph(local));
        var operations = graph.Blocks.SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations);
        foreach (var lambda in operations.SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
            yield return (lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda));
    }
}
