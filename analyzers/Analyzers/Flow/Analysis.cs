using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What is shared by all walks through one compilation.</summary>
internal sealed class Shared(Lexicon lexicon, Bodies bodies)
{
    public Lexicon Lexicon { get; } = lexicon;

    public Bodies Bodies { get; } = bodies;

    public Relevance Relevance { get; } = new(lexicon, bodies);

    public Assignments Assignments { get; } = new();

    /// <summary>What was met in methods that were walked with nothing known of their arguments.</summary>
    public ConcurrentDictionary<IMethodSymbol, Findings> Findings { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Lets go of all about a method but its summary, once it has been judged.</summary>
    public void Forget(IMethodSymbol method)
    {
        Bodies.Forget(method);
        Findings.TryRemove(method, out _);
    }

    /// <summary>By method and what is known of its arguments.</summary>
    public ConcurrentDictionary<(IMethodSymbol Method, Map<object, Value> Arguments), Summary> Summaries { get; } = new(new SummaryKeyComparer());

    private sealed class SummaryKeyComparer : IEqualityComparer<(IMethodSymbol Method, Map<object, Value> Arguments)>
    {
        public bool Equals((IMethodSymbol Method, Map<object, Value> Arguments) x, (IMethodSymbol Method, Map<object, Value> Arguments) y) =>
            x.Arguments.Equals(y.Arguments) && SymbolEqualityComparer.Default.Equals(x.Method, y.Method);

        public int GetHashCode((IMethodSymbol Method, Map<object, Value> Arguments) key) =>
            SymbolEqualityComparer.Default.GetHashCode(key.Method) * 31 + key.Arguments.GetHashCode();
    }
}

/// <summary>The analysis of one method with everything it calls.</summary>
internal sealed class Analysis(Shared shared, CancellationToken cancellation)
{
    private const int MaxDepth = 40;

    // The methods being summarised, outermost first.
    private readonly List<IMethodSymbol> underWay = [];
    private int lowestCut = int.MaxValue;

    public Lexicon Lexicon => shared.Lexicon;

    public Assignments Assignments => shared.Assignments;

    public CancellationToken Cancellation { get; } = cancellation;

    public Findings? FindingsOf(IMethodSymbol method)
    {
        method = Bodies.Definition(method);
        if (shared.Findings.TryGetValue(method, out var known)) return known;
        if (shared.Bodies.GraphOf(method, Cancellation) is not { } graph) return null;
        underWay.Add(method);
        var findings = new Walker(this, method, graph).Walk(FlowState.AtEntry);
        underWay.RemoveAt(underWay.Count - 1);
        if (lowestCut >= underWay.Count) shared.Summaries.TryAdd((method, Map<object, Value>.Empty), findings.Summarise());
        return findings;
    }

    public bool IsRelevant(IMethodSymbol method) => shared.Relevance.Of(method, Cancellation) != Roles.None;

    public Roles RelevanceOf(IMethodSymbol method) => shared.Relevance.Of(method, Cancellation);

    public Roles RelevanceOf(IOperation operation) => shared.Relevance.Of(operation, Cancellation);

    public void AddNested(IMethodSymbol nested, ControlFlowGraph graph) => shared.Bodies.Add(nested, graph);

    public ControlFlowGraph? GraphOf(IMethodSymbol method) => shared.Bodies.GraphOf(method, Cancellation);

    /// <summary>
    /// What a call does, with what is known of its arguments, and whether the object is new that it is made on; null where the body is not at hand.
    /// </summary>
    public Summary? SummaryOf(IMethodSymbol method, IReadOnlyList<(IParameterSymbol Parameter, Value Value)> arguments, bool isOfFreshObject = false)
    {
        method = Bodies.Definition(method);
        var known = Map<object, Value>.Empty;
        foreach (var (parameter, value) in arguments)
            if (value is { Constant: not null } or { IsNull: not null } or { IsFresh: true }) known = known.With(new Place(parameter), value.HandedOver());
        if (isOfFreshObject) known = known.With(FlowState.This, new Value { IsFresh = true });
        var key = (method, known);
        if (shared.Summaries.TryGetValue(key, out var summary)) return summary;

        var depth = underWay.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, method));
        if (depth >= 0 || underWay.Count > MaxDepth)
        {
            lowestCut = System.Math.Min(lowestCut, depth < 0 ? 0 : depth);
            return Summary.Inert;
        }

        if (GraphOf(method) is not { } graph) return null;

        var cutBefore = lowestCut;
        lowestCut = int.MaxValue;
        underWay.Add(method);
        var findings = new Walker(this, method, graph).Walk(FlowState.AtEntry with { Values = known });
        underWay.RemoveAt(underWay.Count - 1);

        summary = findings.Summarise();
        // What rests on a cut further out is right only inside that recursion.
        if (lowestCut >= underWay.Count)
        {
            shared.Summaries.TryAdd(key, summary);
            if (known.Count == 0) shared.Findings.TryAdd(method, findings);
        }
        else
        {
            cutBefore = System.Math.Min(cutBefore, lowestCut);
        }

        lowestCut = cutBefore;
        return summary;
    }
}
