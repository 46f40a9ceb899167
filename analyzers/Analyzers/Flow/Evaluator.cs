using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>One way an operation may turn out.</summary>
internal readonly record struct Outcome(FlowState State, Value Value);

/// <summary>Carries out operations on states. This part: which operation is what; the others: writes, calls, tasks, replies, conditions.</summary>
internal sealed partial class Evaluator
{
    private readonly Analysis analysis;
    private readonly Walker walker;
    private readonly Places places;
    private readonly Conditions conditions;
    private readonly bool returnsReplies;

    public Evaluator(Analysis analysis, Walker walker)
    {
        this.analysis = analysis;
        this.walker = walker;
        places = new Places(walker.Graph);
        var words = IsNested(Method) ? analysis.RelevanceOf(walker.Graph.OriginalOperation) : analysis.RelevanceOf(Method);
        var persists = ((words | analysis.Lexicon.Of(Method)) & Vocabulary.Roles.Persists) != 0;
        conditions = new Conditions(walker.Graph, places, persists);
        if (persists) FindPersistingLoops();
        var returned = analysis.Lexicon.OfReturned(Method);
        returnsReplies = (returned & Vocabulary.Roles.Replies) != 0 && (returned & Vocabulary.Roles.Negative) == 0;
    }

    private void FindPersistingLoops()
    {
        foreach (var loop in walker.Graph.OriginalOperation.Descendants().OfType<IForEachLoopOperation>())
            if ((analysis.RelevanceOf(loop.Body) & Vocabulary.Roles.Persists) != 0) conditions.PersistingLoops.Add(loop.Syntax);
    }

    private IMethodSymbol Method => walker.Findings.Method;

    public List<Outcome> Evaluate(IOperation? operation, FlowState state)
    {
        switch (operation)
        {
            case null:
                return One(state, Value.Unknown);
            case IInvalidOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
                walker.Findings.GaveUp = true;
                return One(state, Value.Unknown);
            case { ConstantValue.HasValue: true }:
                return One(state, OfConstant(operation.ConstantValue.Value));
            case IDefaultValueOperation:
                return One(state, operation.Type is { IsReferenceType: true } ? Value.Null : Value.Unknown);
            case IFlowCaptureOperation capture:
                return Evaluate(capture.Value, state)
                    .Select(outcome => new Outcome(outcome.State with { Values = outcome.State.Values.With(capture.Id, outcome.Value) }, Value.Unknown)).ToList();
            case IFlowCaptureReferenceOperation reference:
                return One(state, state.Values.Find(reference.Id) ?? Value.Unknown);
            case IExpressionStatementOperation statement:
                return Discard(statement.Operation, Evaluate(statement.Operation, state));
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand, state);
            case IAwaitOperation awaiting:
                return Await(awaiting, state);
            case IInvocationOperation call:
                return Invoke(call, state, isAwaited: false);
            case IObjectCreationOperation creation:
                return Create(creation, state);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, state);
            case ICompoundAssignmentOperation compound:
                return Each(compound.Value, state, (after, _) => Write(compound.Target, compound, Value.Unknown, after, compound.Value));
            case IIncrementOrDecrementOperation step:
                return Write(step.Target, step, Value.Unknown, state, null);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction, state);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                return Yield(yielded, state);
            case IFlowAnonymousFunctionOperation lambda:
                analysis.AddNested(lambda.Symbol, walker.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda));
                return One(state, new Value { Target = lambda.Symbol, IsNull = false });
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target, state);
            case IMethodReferenceOperation method:
                return Each(method.Instance, state, (after, _) => One(after, new Value { Target = Known(method.Method), IsNull = false }));
            case IWithOperation copy:
                return Copy(copy, state);
            case IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
                or IEventReferenceOperation or IArrayElementReferenceOperation:
                return Read(operation, state);
            default:
                return Conditional(operation, state) ?? EvaluateChildren(operation, state);
        }
    }

    /// <summary>The state at the end of the method. A returned reply leaves here, after all finally blocks.</summary>
    public Exit Leave(FlowState state)
    {
        var value = state.Returning?.Value ?? Value.Unknown;
        if (returnsReplies && state.Returning is { } returning && !Iterators.Is(Method))
            ReplyWith(returning.At, returning.At.Syntax, state.Completed(value.Completes));

        // Only what outlives the call is told: members of this object, and captured variables.
        var values = Map<object, Value>.Empty;
        foreach (var place in walker.Findings.Assigned)
            if (state.Values.Find(place) is { } known && known.Abroad() is var told && told != Value.Unknown) values = values.With(place, told);
        return new Exit(
            state with
            {
                Values = values,
                Facts = Map<Fact, bool>.Empty,
                Staged = Set<Staged>.Empty,
                Failed = Set<FailedHandle>.Empty,
                After = null,
                Returning = null,
            },
            value.Abroad());
    }

    public FlowState? Assume(IOperation condition, Outcome outcome, bool holds) => conditions.Assume(condition, outcome, holds, Method);

    /// <summary>Whether the place outlives a call of the method.</summary>
    private bool Outlives(Place place) => !place.IsLocal || !Same(place.Root.ContainingSymbol, Method);

    private static List<Outcome> One(FlowState state, Value value) => [new Outcome(state, value)];

    private static Value OfConstant(object? constant) => constant switch
    {
        true => Value.True,
        false => Value.False,
        null => Value.Null,
        _ => Value.Unknown,
    };

    /// <summary>Evaluates an operation, then goes on from each of its outcomes.</summary>
    private List<Outcome> Each(IOperation? operation, FlowState state, System.Func<FlowState, Value, List<Outcome>> next) =>
        Then(Evaluate(operation, state), outcome => next(outcome.State, outcome.Value));

    /// <summary>Goes on from each way. Nearly always there is but one.</summary>
    private static List<Outcome> Then<T>(List<T> ways, System.Func<T, List<Outcome>> next)
    {
        if (ways.Count == 1) return next(ways[0]);
        var outcomes = new List<Outcome>();
        foreach (var way in ways) outcomes.AddRange(next(way));
        return outcomes;
    }

    /// <summary>Evaluates operations one after the other.</summary>
    private List<Way> InOrder(List<IOperation> operations, FlowState state)
    {
        List<Way> ways = [new(state, new Value[operations.Count])];
        for (var i = 0; i < operations.Count; i++)
        {
            var before = ways;
            ways = new List<Way>(before.Count);
            foreach (var way in before)
            {
                var outcomes = Evaluate(operations[i], way.State);
                foreach (var outcome in outcomes)
                {
                    var values = outcomes.Count == 1 ? way.Values : (Value[])way.Values.Clone();
                    values[i] = outcome.Value;
                    ways.Add(new Way(outcome.State, values));
                }
            }
        }

        return ways;
    }

    /// <summary>One way several operations may turn out.</summary>
    private readonly record struct Way(FlowState State, Value[] Values);

    /// <summary>An operation that only combines its parts: a tuple or array of tasks completes what all of them complete.</summary>
    private List<Outcome> EvaluateChildren(IOperation operation, FlowState state)
    {
        var isCollection = operation is IArrayCreationOperation || operation.Syntax.GetType().Name == "CollectionExpressionSyntax";
        var ways = InOrder(Parts(operation), state);
        var outcomes = new List<Outcome>(ways.Count);
        foreach (var way in ways)
        {
            var completes = operation is IBinaryOperation ? Set<SyntaxNode>.Empty : TaskOf(way.Values).Completes;
            bool? isEmpty = isCollection ? way.Values.Length == 0 : null;
            outcomes.Add(new Outcome(way.State, completes.Count == 0 && isEmpty is null ? Value.Unknown : new Value { Completes = completes, IsEmpty = isEmpty }));
        }

        return outcomes;
    }

    private static List<IOperation> Parts(IOperation operation) => operation is IArrayCreationOperation array
        ? array.Initializer?.ElementValues.ToList() ?? []
        : operation.ChildOperations.ToList();
}
