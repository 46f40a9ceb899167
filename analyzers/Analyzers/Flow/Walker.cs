using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Explores every way through a control-flow graph, one state at a time, and writes down what it meets.</summary>
internal sealed class Walker
{
    // Beyond this many states at one point, the rest are told apart by what is dirty only.
    private const int StatesPerBlock = 64;
    private const int Steps = 20_000;

    private readonly Analysis analysis;
    private readonly Evaluator evaluator;
    private readonly Exceptions exceptions;
    private readonly Finallies finallies;
    private readonly List<FlowState>?[] seen;
    private readonly Stack<(BasicBlock Block, FlowState State)> waiting = new();
    private BasicBlock current;

    public Walker(Analysis analysis, IMethodSymbol method, ControlFlowGraph graph)
    {
        this.analysis = analysis;
        Graph = graph;
        seen = new List<FlowState>?[graph.Blocks.Length];
        Findings = new Findings(method);
        finallies = new Finallies(analysis, graph);
        exceptions = new Exceptions(this, finallies);
        evaluator = new Evaluator(analysis, this);
        current = graph.Blocks[0];
    }

    public ControlFlowGraph Graph { get; }

    public Findings Findings { get; }

    public Findings Walk(FlowState entry)
    {
        GoTo(Graph.Blocks[0], entry);
        for (var steps = 0; waiting.Count > 0 && !Findings.GaveUp; steps++)
        {
            analysis.Cancellation.ThrowIfCancellationRequested();
            if (steps > Steps) Findings.GaveUp = true;
            var (block, state) = waiting.Pop();
            Visit(block, state);
        }

        return Findings;
    }

    /// <summary>Something throws at the operation under way.</summary>
    public void Throw(FlowState state, SyntaxNode at, ITypeSymbol? type = null, bool isPersistFailure = false) =>
        exceptions.Raise(current.EnclosingRegion, state, at, type, isPersistFailure);

    public void GoTo(int block, FlowState state) => GoTo(Graph.Blocks[block], state);

    private void GoTo(BasicBlock block, FlowState state)
    {
        var states = seen[block.Ordinal] ??= [];
        if (states.Count >= StatesPerBlock) state = state.Blurred();
        if (states.Count >= 4 * StatesPerBlock)
        {
            Findings.GaveUp = true;
        }
        else if (!states.Contains(state))
        {
            states.Add(state);
            waiting.Push((block, state));
        }
    }

    private void Visit(BasicBlock block, FlowState entered)
    {
        current = block;
        if (block.Kind == BasicBlockKind.Exit)
        {
            Findings.Complete(evaluator.Leave(entered));
            return;
        }

        Ways<FlowState> states = entered;
        foreach (var operation in block.Operations) states = After(operation, states);

        foreach (var state in states)
        {
            if (block.ConditionalSuccessor is { } conditional) Fork(block, conditional, state);
            else if (block.FallThroughSuccessor is { } next) Follow(block, next, state);
        }
    }

    private Ways<FlowState> After(IOperation operation, Ways<FlowState> before)
    {
        var after = Ways<FlowState>.None;
        foreach (var state in before)
        {
            foreach (var outcome in evaluator.Evaluate(operation, state))
                if (!after.Has(outcome.State)) after = after.And(outcome.State);
        }

        return after;
    }

    private void Fork(BasicBlock block, ControlFlowBranch conditional, FlowState state)
    {
        var whenTaken = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (var outcome in evaluator.Evaluate(block.BranchValue, state))
        {
            if (evaluator.Assume(block.BranchValue!, outcome, whenTaken) is { } taken) Take(conditional, taken);
            if (evaluator.Assume(block.BranchValue!, outcome, !whenTaken) is { } passed) Take(block.FallThroughSuccessor!, passed);
        }
    }

    private void Follow(BasicBlock block, ControlFlowBranch branch, FlowState state)
    {
        var outcomes = evaluator.Evaluate(block.BranchValue, state);
        foreach (var outcome in outcomes)
        {
            switch (branch.Semantics)
            {
                case ControlFlowBranchSemantics.Return when block.BranchValue is { } returned:
                    Take(branch, outcome.State with { Returning = new Returning(returned, outcome.Value) });
                    break;
                case ControlFlowBranchSemantics.Throw:
                    Throw(outcome.State, block.BranchValue!.Syntax, Unconverted(block.BranchValue)?.Type);
                    break;
                case ControlFlowBranchSemantics.Rethrow:
                    exceptions.RaiseAgain(block, outcome.State);
                    break;
                case ControlFlowBranchSemantics.StructuredExceptionHandling:
                    exceptions.EndOfFinally(block, outcome.State);
                    break;
                default:
                    Take(branch, outcome.State);
                    break;
            }
        }
    }

    private void Take(ControlFlowBranch branch, FlowState state)
    {
        if (branch.FinallyRegions.IsEmpty)
        {
            Arrive(branch, state);
        }
        else if (branch.FinallyRegions.All(finallies.OnlyDisposes))
        {
            Findings.Throws(state);
            Arrive(branch, state);
        }
        else
        {
            exceptions.EnterFinally(new Continuation(branch, 0, null, null, state.After), state);
        }
    }

    /// <summary>Goes to the end of a branch, through with its finally blocks.</summary>
    public void Arrive(ControlFlowBranch branch, FlowState state)
    {
        if (branch.Destination is { } destination) GoTo(destination, state);
    }

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is Microsoft.CodeAnalysis.Operations.IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }
}
