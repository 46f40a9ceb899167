using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>The edges the graph lacks: from whatever throws to its catch clauses, and through finally blocks.</summary>
internal sealed class Exceptions(Walker walker, Finallies finallies)
{
    /// <summary>An operation in a region throws.</summary>
    public void Raise(ControlFlowRegion region, FlowState state, SyntaxNode at, ITypeSymbol? type, bool isPersistFailure)
    {
        if (finallies.ArePassedUnseen(region)) walker.Findings.Throws(state);
        else Raise(region, state, new Thrown(at, type, isPersistFailure));
    }

    /// <summary>An exception leaves a region: the first catch clause that surely takes it ends its way.</summary>
    public void Raise(ControlFlowRegion? region, FlowState state, Thrown thrown)
    {
        for (; region is not null; region = region.EnclosingRegion)
        {
            // An exception out of a finally block takes the place of whatever the block was to go on with.
            if (region.Kind == ControlFlowRegionKind.Finally) state = state with { After = state.After?.Outer };

            // What a catch clause throws, it has not swallowed.
            if (region.Kind == ControlFlowRegionKind.Catch) state = state with { Dirt = state.Dirt.Select(dirt => dirt with { SwallowedBy = null }) };
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement) continue;

            if (statement.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                // Where nobody catches it, it is of no matter what was thrown.
                if (!Finallies.IsCaught(statement)) thrown = new Thrown(walker.Graph.OriginalOperation.Syntax, null, IsPersistFailure: false);
                EnterFinally(new Continuation(null, 0, statement, thrown, state.After), state with { Returning = null });
                return;
            }

            if (EnterHandlers(statement, state with { Returning = null }, thrown)) return;
            thrown = thrown with { Crossed = thrown.Crossed + 1 };
        }

        walker.Findings.Throws(state);
    }

    /// <summary><c>throw;</c> in a catch clause.</summary>
    public void RaiseAgain(BasicBlock block, FlowState state)
    {
        var syntax = block.EnclosingRegion;
        while (syntax is not null && syntax.Kind is not ControlFlowRegionKind.Catch) syntax = syntax.EnclosingRegion;
        Raise(block.EnclosingRegion, state, new Thrown(walker.Graph.OriginalOperation.Syntax, syntax?.ExceptionType, IsPersistFailure: false));
    }

    public void EnterFinally(Continuation continuation, FlowState state)
    {
        var region = continuation.Branch is null
            ? Finallies.Finally(continuation.Raised!)
            : continuation.Finallies[continuation.Next];
        walker.GoTo(region.FirstBlockOrdinal, state with { After = continuation });
    }

    /// <summary>A finally block has ended: execution goes on where it was bound for.</summary>
    public void EndOfFinally(BasicBlock block, FlowState state)
    {
        for (var region = block.EnclosingRegion; region is not null && region.Kind != ControlFlowRegionKind.Finally; region = region.EnclosingRegion)
        {
            // A filter that says no: the other clauses were entered when the exception was raised.
            if (region.Kind == ControlFlowRegionKind.Filter) return;
        }

        if (state.After is not { } after) return;
        var resumed = state with { After = after.Outer };
        if (after.Branch is not { } branch) Raise(after.Raised!.EnclosingRegion, resumed, after.Thrown!);
        else if (after.Next + 1 < after.Finallies.Length) EnterFinally(after with { Next = after.Next + 1 }, resumed);
        else walker.Arrive(branch, resumed);
    }

    private bool EnterHandlers(ControlFlowRegion statement, FlowState state, Thrown thrown)
    {
        var clauses = Clauses(thrown);
        var next = 0;
        foreach (var handler in statement.NestedRegions)
        {
            if (handler.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)) continue;
            var clause = clauses is not null && next < clauses.Catches.Count ? clauses.Catches[next] : null;
            next++;
            var fit = ExceptionFit.Of(handler.ExceptionType, thrown);
            if (fit == Fit.Never) continue;
            walker.GoTo(handler.FirstBlockOrdinal, state with
            {
                Dirt = state.Dirt.Select(dirt => dirt is { Phase: Phase.Failed, SwallowedBy: null } ? dirt with { SwallowedBy = clause } : dirt),
            });
            if (fit == Fit.Always && handler.Kind == ControlFlowRegionKind.Catch) return true;
        }

        return false;
    }

    /// <summary>The try statement of a region: the n-th around the throwing operation, where the region is the n-th that catches.</summary>
    private static TryStatementSyntax? Clauses(Thrown thrown) => thrown.At.Ancestors().OfType<TryStatementSyntax>()
        .Where(candidate => candidate.Catches.Count > 0 && candidate.Block.Span.Contains(thrown.At.Span))
        .ElementAtOrDefault(thrown.Crossed);
}
